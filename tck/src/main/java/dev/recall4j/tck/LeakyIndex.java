package dev.recall4j.tck;

import dev.recall4j.model.MemoryId;
import dev.recall4j.model.Scope;
import dev.recall4j.model.Tenant;
import dev.recall4j.spi.Census;
import dev.recall4j.spi.Changes;
import dev.recall4j.spi.Hit;
import dev.recall4j.spi.Hits;
import dev.recall4j.spi.Index;
import dev.recall4j.spi.IndexQuery;
import dev.recall4j.spi.Occasion;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/**
 * An index that lets the memories of one scope be found by everybody: to see that a check of
 * isolation can fail. As thread-safe as the index behind it.
 */
public final class LeakyIndex implements Index {

    private final Index index;
    private final Scope leaking;

    public LeakyIndex(Index index, Scope leaking) {
        this.index = index;
        this.leaking = leaking;
    }

    // NullAway does not see, in a class file, that an array component may be null.
    @SuppressWarnings("NullAway")
    @Override
    public Hits search(IndexQuery query) {
        IndexQuery widened =
                new IndexQuery(
                        query.tenant(),
                        leaking,
                        query.filter(),
                        query.text(),
                        query.vector(),
                        query.candidates(),
                        query.now(),
                        query.among());
        Hits asked = index.search(query);
        Hits leaked = index.search(widened);
        Map<MemoryId, Occasion> occasions = new HashMap<>(leaked.occasions());
        occasions.putAll(asked.occasions());
        Stream<Hit> foreign =
                leaked.hits().stream().filter(hit -> !asked.occasions().containsKey(hit.memory()));
        return new Hits(Stream.concat(asked.hits().stream(), foreign).toList(), occasions);
    }

    @Override
    public Set<String> speakers(Tenant tenant, Scope scope, Collection<String> words) {
        return index.speakers(tenant, scope, words);
    }

    @Override
    public String lineage() {
        return index.lineage();
    }

    @Override
    public void recover() {
        index.recover();
    }

    @Override
    public long position() {
        return index.position();
    }

    @Override
    public void apply(Changes changes) {
        index.apply(changes);
    }

    @Override
    public Census census(IndexQuery query) {
        return index.census(query);
    }

    @Override
    public void flush() {
        index.flush();
    }

    @Override
    public void clear() {
        index.clear();
    }

    @Override
    public void purge() {
        index.purge();
    }

    @Override
    public void revisions(ObjLongConsumer<MemoryId> sink) {
        index.revisions(sink);
    }

    @Override
    public void close() {
        index.close();
    }
}
