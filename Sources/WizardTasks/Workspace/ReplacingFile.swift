import Foundation

/// Replaces a file by a rename, so that a reader sees the old text or the new one and never a part.
///
/// Where a link leads to the file it is the file that is replaced, and what is no file - a device, a pipe, a folder - is left alone:
/// a rename would put a file in its place for everybody.
enum ReplacingFile {
    private enum Place {
        case nothing
        case file
        /// A device or a pipe that takes text.
        case stream
        /// A folder, a socket, a disk.
        case other
        case brokenLink
    }

    static func temporaryName(of path: String) -> String { target(of: path) + ".dryad-new" }

    /// Writes the new text beside the file.
    static func prepare(_ text: String, for path: String) throws(TaskError) {
        try refuseOthers(path)
        let temporary = temporaryName(of: path)
        unlink(temporary)
        let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(temporary) }
        defer { close(descriptor) }
        try writeAll(text, to: descriptor, temporary)
        guard fsync(descriptor) == 0 else { throw failure(temporary) }
    }

    /// Puts the prepared text in place.
    static func commit(_ path: String) throws(TaskError) {
        guard rename(temporaryName(of: path), target(of: path)) == 0 else { throw failure(path) }
    }

    static func replace(_ path: String, with text: String) throws(TaskError) {
        try prepare(text, for: path)
        try commit(path)
    }

    /// Hands the text over where a path leads to something that takes text and is no file, such as `/dev/stdout`; says whether it
    /// does.
    static func hand(_ text: String, to path: String) throws(TaskError) -> Bool {
        guard place(path) == .stream else { return false }
        let descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try writeAll(text, to: descriptor, path)
        return true
    }

    private static func writeAll(_ text: String, to descriptor: Int32, _ path: String) throws(TaskError) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw failure(path) }
            rest = rest.dropFirst(written)
        }
    }

    /// Refuses what is there and is no file, and a link to nothing.
    private static func refuseOthers(_ path: String) throws(TaskError) {
        switch place(path) {
        case .nothing, .file: return
        case .stream, .other:
            throw TaskError(
                .files,
                "\(path) is no file, and nothing was put in its place. Give the name of a file."
            )
        case .brokenLink:
            throw TaskError(
                .files,
                "\(path) is a link to something that is not there. Remove the link, or make what it leads to."
            )
        }
    }

    /// What links lead to in the end; the path itself where it is none.
    private static func target(of path: String) -> String {
        guard isLink(path), let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func isLink(_ path: String) -> Bool {
        var byte: CChar = 0
        return readlink(path, &byte, 1) >= 0
    }

    /// What there is at a path, links followed.
    ///
    /// A pipe that a process was given is there without a name: links of `/proc` lead to it. A pipe in a folder has a type that
    /// Foundation has no word for, as the only one.
    private static func place(_ path: String) -> Place {
        guard access(path, F_OK) == 0 else { return isLink(path) ? .brokenLink : .nothing }
        guard let resolved = realpath(path, nil) else { return .stream }
        defer { free(resolved) }
        let attributes = try? FileManager.default.attributesOfItem(atPath: String(cString: resolved))
        switch attributes?[.type] as? FileAttributeType {
        case .typeRegular?: return .file
        case .typeCharacterSpecial?, .typeUnknown?: return .stream
        default: return .other
        }
    }

    private static func failure(_ path: String) -> TaskError {
        TaskError(.files, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}
