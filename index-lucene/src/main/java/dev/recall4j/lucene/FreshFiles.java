package dev.recall4j.lucene;

import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NRTCachingDirectory;

/**
 * Keeps new files in memory until the next commit: refreshes make many small ones that are merged
 * soon, and making a file takes longer than filling it.
 */
final class FreshFiles extends NRTCachingDirectory {

    private static final double FILE_MB_MAX = 8;
    private static final double ALL_MB_MAX = 48;

    FreshFiles(Directory disk) {
        super(disk, FILE_MB_MAX, ALL_MB_MAX);
    }

    @Override
    protected boolean doCacheWrite(String name, IOContext context) {
        return isBegun(name, context)
                ? ramBytesUsed() < ALL_MB_MAX * 1024 * 1024
                : super.doCacheWrite(name, context);
    }

    /**
     * A file that Lucene makes with the first document of a segment, of unknown size. It grows no
     * larger than the buffer from which it is filled.
     */
    private static boolean isBegun(String name, IOContext context) {
        return context.flushInfo() == null
                && context.mergeInfo() == null
                && IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches();
    }
}
