import Foundation

/// A file that this process has open.
public enum OpenFile {
    /// Whether this system tells what is open.
    public static var canBeFound: Bool { FileManager.default.fileExists(atPath: "/proc/self/fd") }

    /// A second descriptor of the open file at a path, as a program has it between its start and its first instruction;
    /// nothing where the file is not open.
    public static func duplicate(of path: String) throws -> Int32? {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }.first {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
        }.map { dup($0) }
    }
}
