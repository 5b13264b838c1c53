public import Foundation

/// The files under `Fixtures/` that tests read; the one place that knows where they are.
public enum Fixture {
    /// The top of the checkout.
    public static let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder `Fixtures`.
    public static let root = checkout.appending(path: "Fixtures", directoryHint: .isDirectory)

    /// Where a fixture is, by its path below `Fixtures`.
    public static func url(_ path: String) -> URL { root.appending(path: path) }

    /// A fixture's text.
    public static func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

    /// Copies a file or folder below `Fixtures` into a temporary folder, where a test may change it.
    public static func copy(_ path: String, into folder: TemporaryFolder) throws -> URL {
        let source = url(path)
        let target = folder.url.appending(path: source.lastPathComponent)
        try FileManager.default.copyItem(at: source, to: target)
        return target
    }
}
