import Foundation

/// A file under `Fixtures/Golden` that output is compared with.
///
/// With `DRYAD_RECORD=1` in the environment the file is written anew and the comparison fails all the same, so that a
/// recording run can never be taken for a passing one.
public struct GoldenFile: Sendable {
    /// The path below `Fixtures/Golden`.
    public let path: String

    /// Names a file.
    public init(_ path: String) { self.path = path }

    /// Throws where the text differs from the file, naming the first line that does.
    public func compare(_ text: String) throws(GoldenMismatch) {
        let url = Fixture.url("Golden").appending(path: path)
        if ProcessInfo.processInfo.environment["DRYAD_RECORD"] == "1" {
            do {
                let folder = url.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url)
            } catch { throw GoldenMismatch(description: "\(path) cannot be written: \(error)") }
            throw GoldenMismatch(description: "\(path) was recorded; look at it and run the test without DRYAD_RECORD.")
        }
        guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
            throw GoldenMismatch(description: "\(path) is not there; DRYAD_RECORD=1 writes it.")
        }
        guard expected != text else { return }
        let (wanted, found) = (Self.lines(expected), Self.lines(text))
        let line = zip(wanted, found).prefix { $0 == $1 }.count
        throw GoldenMismatch(
            description: "\(path) differs from line \(line + 1).\n"
                + "  expected: \(line < wanted.count ? wanted[line] : "(the end)")\n"
                + "  found:    \(line < found.count ? found[line] : "(the end)")"
        )
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
