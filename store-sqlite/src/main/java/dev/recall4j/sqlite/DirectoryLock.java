package dev.recall4j.sqlite;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a directory for one journal. The operating system gives the lock back when the process
 * ends, however it ends.
 *
 * <p>A set of this process stands before the file lock, because closing any channel of a file gives
 * back all locks that a POSIX process has on it: a second try must not even open the file.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "journal.lock";
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(real, "this process");
        }
        try {
            return new DirectoryLock(real, lockedChannel(real));
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw inUse(directory, "another process");
        }
        return channel;
    }

    private static UnavailableException inUse(Path directory, String holder) {
        return new UnavailableException(
                ErrorCode.IN_USE,
                "The data directory %s is open in %s; close it there, or use another directory."
                        .formatted(directory, holder));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UnavailableException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "The lock on the data directory %s cannot be given back.".formatted(directory),
                    e);
        } finally {
            HELD.remove(directory);
        }
    }
}
