public import Foundation
import Synchronization
public import Testing

/// A browser without a window that loads a page and hands out what the page made of itself.
public enum Browser {
    /// Why the browser gave nothing.
    public struct Failure: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    /// Where Debian, Ubuntu and Google put it.
    public static let program = ["chromium", "chromium-browser", "chromium-headless-shell", "google-chrome"]
        .map { "/usr/bin/\($0)" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// One browser at a time: two would fight for the machine.
    private static let turn = Mutex(())

    /// The document of a page after its script has run.
    public static func document(of page: URL, fragment: String = "") throws -> String {
        guard let program else { throw Failure(description: "Chromium is not installed") }
        return try turn.withLock { _ in
            let folder = try TemporaryFolder()
            let output = folder.file("document.html")
            try Data().write(to: output)
            let process = try StartedProgram(
                "/usr/bin/timeout",
                [
                    "--kill-after=5", "60", program, "--headless", "--no-sandbox", "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--user-data-dir=" + folder.file("profile").path(percentEncoded: false), "--dump-dom",
                    page.absoluteString + (fragment.isEmpty ? "" : "#" + fragment),
                ],
                environment: ["PATH": "/usr/bin:/bin", "HOME": folder.url.path(percentEncoded: false)],
                output: try FileHandle(forWritingTo: output)
            )
            guard process.terminationStatus == 0 else {
                throw Failure(description: "\(program) ended with \(process.terminationStatus)")
            }
            return try String(contentsOf: output, encoding: .utf8)
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips where there is no browser.
    public static var needsChromium: ConditionTrait {
        .enabled("Chromium is not installed") { Browser.program != nil }
    }
}
