package dev.recall4j.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shape of the house: which room may know which. */
class ArchitectureTest {

    private static final String MODEL = "dev.recall4j.model";
    private static final String SPI = "dev.recall4j.spi";
    private static final String DATES = "dev.recall4j.dates";
    private static final String CORE = "dev.recall4j";
    private static final String SQLITE = "dev.recall4j.sqlite";
    private static final String LUCENE = "dev.recall4j.lucene";
    private static final String LOCAL = "dev.recall4j.local";
    private static final String LANGCHAIN4J = "dev.recall4j.langchain4j";
    private static final String CHAT = "dev.recall4j.chat";
    private static final String EMBEDDED = "dev.recall4j.embedded";
    private static final String WIRE = "dev.recall4j.wire";
    private static final String QUALITY = "dev.recall4j.quality";
    private static final String CLI = "dev.recall4j.cli";

    private static final String[] ROOMS = {
        MODEL,
        SPI,
        DATES,
        CORE,
        SQLITE,
        LUCENE,
        LOCAL,
        LANGCHAIN4J,
        CHAT,
        EMBEDDED,
        WIRE,
        QUALITY,
        CLI
    };

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.recall4j");

    @Test
    void every_room_is_looked_at() {
        Set<String> packages =
                HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages).contains(ROOMS);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_circle() {
        slices().matching("dev.recall4j.(*)..").should().beFreeOfCycles().check(HOUSE);
        noClasses()
                .that()
                .resideInAnyPackage(
                        MODEL, SPI, DATES, SQLITE, LUCENE, LOCAL, LANGCHAIN4J, CHAT, WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CORE)
                .check(HOUSE);
    }

    @Test
    void the_model_knows_nothing_but_the_jdk() {
        mayKnow(MODEL, MODEL);
    }

    @Test
    void the_spi_knows_the_model_only() {
        mayKnow(SPI, SPI, MODEL);
    }

    @Test
    void dates_know_nothing_but_the_jdk() {
        mayKnow(DATES, DATES);
    }

    @Test
    void the_core_knows_no_store_no_vendor_no_json_and_no_sql() {
        mayKnow(CORE, CORE, SPI, MODEL, DATES, "com.github.f4b6a3.uuid..");
    }

    @Test
    void adapters_see_the_api_alone() {
        knowsNoRoomBut(SQLITE, MODEL, SPI);
        knowsNoRoomBut(LUCENE, MODEL, SPI);
        knowsNoRoomBut(LOCAL, MODEL, SPI, DATES);
        knowsNoRoomBut(LANGCHAIN4J, MODEL, SPI);
        knowsNoRoomBut(CHAT, MODEL, SPI);
        knowsNoRoomBut(WIRE, MODEL, SPI);
    }

    @Test
    void quality_is_measured_through_the_public_api() {
        knowsNoRoomBut(QUALITY, CORE, MODEL, SPI, WIRE);
    }

    @Test
    void only_the_embedded_assembly_puts_adapters_together() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SQLITE, LUCENE, LOCAL, EMBEDDED, CLI, "dev.recall4j.bench")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SQLITE, LUCENE, LOCAL)
                .check(HOUSE);
    }

    @Test
    void nothing_rests_on_models_of_vendors_but_their_own_room() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LANGCHAIN4J)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.langchain4j..")
                .check(HOUSE);
    }

    @Test
    void only_the_command_opens_models_of_vendors() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LANGCHAIN4J, CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LANGCHAIN4J)
                .check(HOUSE);
    }

    /** Its jar may be missing, which only who opens it is prepared for. */
    @Test
    void the_module_of_a_provider_is_known_by_the_one_class_that_speaks_its_protocol() {
        noClasses()
                .that()
                .resideInAPackage(LANGCHAIN4J)
                .and()
                .haveSimpleNameNotEndingWith("Protocol")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.langchain4j.model.anthropic..",
                        "dev.langchain4j.model.bedrock..",
                        "dev.langchain4j.model.googleai..",
                        "dev.langchain4j.model.mistralai..",
                        "dev.langchain4j.model.ollama..",
                        "dev.langchain4j.model.openai..",
                        "software.amazon..")
                .check(HOUSE);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(Stream.of(ROOMS).filter(room -> !isNullMarked(room))).isEmpty();
    }

    @Test
    void no_name_hides_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
                .check(HOUSE);
    }

    @Test
    void public_accessors_have_no_get() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(CLI)
                .and()
                .areDeclaredInClassesThat()
                .areNotAssignableTo(Clock.class) // what a clock has is named by the JDK
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(HOUSE);
    }

    @Test
    void nothing_prints_or_logs_but_through_the_jdk_logger() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(HOUSE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "org.apache.logging..", "java.util.logging..")
                .check(
                        HOUSE.that(
                                DescribedPredicate.describe(
                                        "libraries", c -> !c.getPackageName().equals(CLI))));
    }

    @Test
    void nothing_opens_a_connection_but_the_room_of_configured_models() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LANGCHAIN4J)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Socket|ServerSocket|URLConnection|HttpURLConnection)")
                .check(HOUSE);
    }

    @Test
    void values_that_hold_remembered_text_do_not_print_it() {
        classes()
                .that()
                .resideInAnyPackage(MODEL, SPI)
                .and()
                .areRecords()
                .should(declareToStringIfTheyHoldText())
                .check(HOUSE);
    }

    /** Records with a component called text, query, oldText, newText or values. */
    private static ArchCondition<JavaClass> declareToStringIfTheyHoldText() {
        Set<String> texts = Set.of("text", "query", "oldText", "newText", "values");
        return new ArchCondition<>("not print remembered text") {
            @Override
            public void check(JavaClass record, ConditionEvents events) {
                boolean holdsText =
                        record.getFields().stream().anyMatch(f -> texts.contains(f.getName()));
                boolean prints =
                        record.getMethods().stream().noneMatch(ArchitectureTest::isOwnToString);
                if (holdsText && prints) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    record, record.getName() + " prints its text"));
                }
            }
        };
    }

    /** The toString that a compiler generates for a record calls ObjectMethods only. */
    private static boolean isOwnToString(JavaMethod method) {
        return method.getName().equals("toString")
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && (!method.getMethodCallsFromSelf().isEmpty()
                        || !method.getFieldAccesses().isEmpty());
    }

    private static void mayKnow(String room, String... known) {
        String[] withJdk =
                Stream.concat(Stream.of("java..", "org.jspecify.annotations"), Stream.of(known))
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(withJdk)
                .check(HOUSE);
    }

    private static void knowsNoRoomBut(String room, String... known) {
        Set<String> allowed =
                Stream.concat(Stream.of(room), Stream.of(known)).collect(Collectors.toSet());
        String[] forbidden =
                Stream.of(ROOMS).filter(r -> !allowed.contains(r)).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(HOUSE);
    }

    private static boolean isNullMarked(String room) {
        try {
            return Class.forName(room + ".package-info").isAnnotationPresent(NullMarked.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
