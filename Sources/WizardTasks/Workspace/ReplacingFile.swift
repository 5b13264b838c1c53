import Foundation

/// Replaces a file by a rename, so that a reader sees the old text or the new one and never a part.
enum ReplacingFile {
    static func temporaryName(of path: String) -> String { path + ".dryad-new" }

    /// Writes the new text beside the file.
    static func prepare(_ text: String, for path: String) throws(TaskError) {
        let temporary = temporaryName(of: path)
        unlink(temporary)
        let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(temporary) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw failure(temporary) }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw failure(temporary) }
    }

    /// Puts the prepared text in place.
    static func commit(_ path: String) throws(TaskError) {
        guard rename(temporaryName(of: path), path) == 0 else { throw failure(path) }
    }

    static func replace(_ path: String, with text: String) throws(TaskError) {
        try prepare(text, for: path)
        try commit(path)
    }

    private static func failure(_ path: String) -> TaskError {
        TaskError(.files, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}
