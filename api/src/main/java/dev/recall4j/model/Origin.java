package dev.recall4j.model;

import java.util.Objects;

/** Where memories come from, as somebody names it who wants to take back all that came of it. */
public sealed interface Origin {

    /** The entry of a turn's metadata that names the import which brought it. */
    String IMPORT = "import";

    /** Whether a turn of the tenant is part of it. */
    boolean has(HeardTurn turn);

    /** One turn. */
    record OfTurn(TurnId turn) implements Origin {

        public OfTurn {
            Objects.requireNonNull(turn, "turn");
        }

        @Override
        public boolean has(HeardTurn heard) {
            return heard.id().equals(turn);
        }
    }

    /** The turns that a caller gave an id, in the scopes that a scope finds. */
    record OfExternalId(Scope scope, String externalId) implements Origin {

        public OfExternalId {
            Objects.requireNonNull(scope, "scope");
            Identifiers.require("external turn", externalId);
        }

        @Override
        public boolean has(HeardTurn heard) {
            return externalId.equals(heard.turn().externalId()) && scope.finds(heard.scope());
        }
    }

    /** The turns that an import brought, in every scope: those whose metadata names it. */
    record OfImport(String name) implements Origin {

        /**
         * @throws InvalidRequestException if the name is blank or too long
         */
        public OfImport {
            Identifiers.require("import", name);
        }

        @Override
        public boolean has(HeardTurn heard) {
            return heard.turn().metadata().value(IMPORT).filter(name::equals).isPresent();
        }
    }
}
