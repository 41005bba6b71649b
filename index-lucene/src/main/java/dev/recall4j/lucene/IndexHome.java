package dev.recall4j.lucene;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The directory of an index. What cannot be trusted in it is thrown away, since it can be made
 * again: files that are torn or missing, of another version of Lucene or of this format, or of
 * another dimension.
 */
final class IndexHome {

    private static final Logger LOG = System.getLogger(IndexHome.class.getName());

    /** Changes whenever documents are laid out in another way. */
    private static final int FORMAT = 5;

    private static final String FORMAT_KEY = "recall4j.format";
    private static final String POSITION_KEY = "recall4j.position";
    private static final String LINEAGE_KEY = "recall4j.lineage";
    private static final String PURGE_DUE_KEY = "recall4j.purge-due";

    private final Path path;
    private final Disk disk;
    private final String format;

    IndexHome(Path path, Disk disk, int dimension) {
        this.path = path;
        this.disk = disk;
        this.format =
                "layout %d, words %d, dimension %d".formatted(FORMAT, Words.VERSION, dimension);
    }

    /** Where files are. */
    interface Disk {
        Directory open(Path path) throws IOException;
    }

    /** Opens the directory; makes it if it does not exist. */
    Directory directory() throws IOException {
        Files.createDirectories(path);
        return new FreshFiles(disk.open(path));
    }

    /** What a commit has to say so that {@link #recover} finds the progress again. */
    Map<String, String> commitData(Progress progress, boolean purgeDue) {
        return Map.of(
                FORMAT_KEY,
                format,
                POSITION_KEY,
                Long.toString(progress.position()),
                LINEAGE_KEY,
                progress.lineage(),
                PURGE_DUE_KEY,
                Boolean.toString(purgeDue));
    }

    /** Leaves in the directory an index that can be relied on, or none, and tells its progress. */
    Progress recover(Directory directory) throws IOException {
        try (Lock lock = lock(directory)) {
            Optional<Progress> progress = progress(directory);
            if (progress.isEmpty()) {
                removeFiles(directory);
            }
            lock.ensureValid();
            return progress.orElse(Progress.NONE);
        }
    }

    /** Leaves no index in the directory. */
    void empty() throws IOException {
        try (Directory directory = directory();
                Lock lock = lock(directory)) {
            removeFiles(directory);
            lock.ensureValid();
        }
    }

    private static Lock lock(Directory directory) throws IOException {
        try {
            return directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
        } catch (LockObtainFailedException e) {
            throw new UnavailableException(
                    ErrorCode.IN_USE,
                    "The index directory is in use by another process; close that first.",
                    e);
        }
    }

    private Optional<Progress> progress(Directory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return Optional.empty();
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            if (!format.equals(data.get(FORMAT_KEY))) {
                LOG.log(Level.INFO, "The index is of another format; it is made again");
                return Optional.empty();
            }
            if (Boolean.parseBoolean(data.get(PURGE_DUE_KEY))) {
                LOG.log(Level.INFO, "The index may hold erased bytes; it is made again");
                return Optional.empty();
            }
            for (LeafReaderContext leaf : reader.leaves()) {
                ((CodecReader) leaf.reader()).checkIntegrity();
            }
            return Optional.of(
                    new Progress(
                            Long.parseLong(data.get(POSITION_KEY)),
                            Objects.requireNonNull(data.get(LINEAGE_KEY))));
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The index is damaged ({0}); it is made again",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static void removeFiles(Directory directory) throws IOException {
        for (String file : directory.listAll()) {
            if (file.startsWith(IndexFileNames.SEGMENTS)
                    || file.startsWith(IndexFileNames.PENDING_SEGMENTS)
                    || IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches()) {
                directory.deleteFile(file);
            }
        }
    }
}
