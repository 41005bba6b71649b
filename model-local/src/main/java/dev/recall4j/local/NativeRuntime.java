package dev.recall4j.local;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The one ONNX runtime of this process. Left alone it unpacks its libraries (24 MB) into the temp
 * directory and removes them when the process ends: never, if it is killed. So they are unpacked
 * here, and removed as soon as they are loaded.
 */
final class NativeRuntime {

    static final OrtLoggingLevel QUIET = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;

    private static final String LOCATION = "onnxruntime.native.path";
    private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

    private NativeRuntime() {}

    /**
     * @throws IOException if the temp directory cannot be written
     */
    static OrtEnvironment environment() throws IOException {
        try {
            return Started.ENVIRONMENT;
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof UncheckedIOException cause) {
                throw cause.getCause();
            }
            throw e;
        }
    }

    private static final class Started {

        static final OrtEnvironment ENVIRONMENT = start();

        private static OrtEnvironment start() {
            try {
                return System.getProperty(LOCATION) == null ? startUnpacked() : startFromLocation();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static OrtEnvironment startUnpacked() throws IOException, OrtException {
        Path directory = Files.createTempDirectory("recall4j-onnxruntime");
        try {
            for (String library : LIBRARIES) {
                unpack(System.mapLibraryName(library), directory);
            }
            System.setProperty(LOCATION, directory.toString());
            return startFromLocation();
        } finally {
            System.clearProperty(LOCATION);
            remove(directory);
        }
    }

    private static OrtEnvironment startFromLocation() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(QUIET, "recall4j");
        environment.setTelemetry(false);
        return environment;
    }

    /** Where there is no library for this machine the runtime itself says so, a moment later. */
    private static void unpack(String library, Path directory) throws IOException {
        ClassLoader loader = Objects.requireNonNull(OrtEnvironment.class.getClassLoader());
        String resource = "ai/onnxruntime/native/" + platform() + "/" + library;
        try (InputStream packed = loader.getResourceAsStream(resource)) {
            if (packed != null) {
                Files.copy(packed, directory.resolve(library));
            }
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return name + (arm ? "-aarch64" : "-x64");
    }

    /** Where a loaded library cannot be removed (Windows), it goes when the process ends. */
    private static void remove(Path directory) {
        directory.toFile().deleteOnExit(); // runs after those of the files, which come later
        for (String library : LIBRARIES) {
            removeNowOrAtExit(directory.resolve(System.mapLibraryName(library)).toFile());
        }
        removeNowOrAtExit(directory.toFile());
    }

    private static void removeNowOrAtExit(File file) {
        if (file.exists() && !file.delete()) {
            file.deleteOnExit();
        }
    }
}
