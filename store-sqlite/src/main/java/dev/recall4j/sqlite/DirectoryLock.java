package dev.recall4j.sqlite;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.UnavailableException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a directory for one journal. The operating system gives the lock back when the process
 * ends, however it ends.
 *
 * <p>A set of this process stands before the file lock, because closing any channel of a file gives
 * back all locks that a POSIX process has on it: a second try must not even open the file. It knows
 * directories by what the file system calls them, because one can have several paths: by a mount,
 * or when it is moved.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "journal.lock";
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Object key;
    private final FileChannel channel;

    private DirectoryLock(Path directory, Object key, FileChannel channel) {
        this.directory = directory;
        this.key = key;
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) throws IOException {
        Path real = directory.toRealPath();
        Object key = key(real);
        if (!HELD.add(key)) {
            throw inUse(real, "this process");
        }
        try {
            return new DirectoryLock(real, key, lockedChannel(real));
        } catch (IOException | RuntimeException e) {
            HELD.remove(key);
            throw e;
        }
    }

    /** Some file systems have no key for a directory; there it is its path. */
    private static Object key(Path directory) throws IOException {
        Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        return key == null ? directory : key;
    }

    private static FileChannel lockedChannel(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory, "another process");
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(directory, "this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
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
            HELD.remove(key);
        }
    }
}
