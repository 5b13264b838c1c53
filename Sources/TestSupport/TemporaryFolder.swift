public import Foundation

/// A folder of a test's own that goes when the last reference to it does.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Makes an empty folder that only its owner can enter.
    public init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "dryad-test-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// A path below the folder.
    public func file(_ name: String) -> URL { url.appending(path: name) }

    /// Writes a file below the folder and says where it is.
    public func write(_ text: String, to name: String) throws -> URL {
        let target = file(name)
        try Data(text.utf8).write(to: target)
        return target
    }
}
