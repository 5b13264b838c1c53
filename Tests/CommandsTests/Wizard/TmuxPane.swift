import Foundation
import TestSupport
import Testing

@testable import Lab

/// A terminal of its own for a program: what it shows is looked at, keys are pressed, its size changes, it is closed.
struct TmuxPane {
    /// Whether there is a tmux.
    static let isThere = Tool.find("tmux") != nil

    private let tmux: Tool
    private let socket: String

    private struct NeverShown: Error, CustomStringConvertible {
        let description: String
    }

    /// How often the screen is looked at until it counts as never showing what was waited for.
    private static let looks = 1500

    /// Opens a terminal in a folder with a line of a shell.
    init(_ line: String, in folder: URL, columns: Int = 100, lines: Int = 34) async throws {
        tmux = try Tool("tmux", package: "tmux")
        socket = "dryad-test-" + UUID().uuidString
        try await command(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            String(columns),
            "-y",
            String(lines),
            "-c",
            folder.path(percentEncoded: false),
            "exec /bin/sh -c '\(line)'"
        )
    }

    @discardableResult
    private func command(_ arguments: String...) async throws -> String {
        try await tmux.run(["-L", socket] + arguments, to: "drive a terminal").text
    }

    /// What it shows now.
    func screen() async throws -> String { try await command("capture-pane", "-p") }

    /// Presses keys, by tmux's names for them.
    func press(_ keys: String...) async throws { for key in keys { try await command("send-keys", key) } }

    /// Types a text as it is.
    func type(_ text: String) async throws { try await command("send-keys", "-l", text) }

    /// Gives the window another size.
    func resize(columns: Int, lines: Int) async throws {
        try await command("resize-window", "-x", String(columns), "-y", String(lines))
    }

    /// The process that runs in it.
    func process() async throws -> Int32 {
        let text = try await command("display-message", "-p", "#{pane_pid}")
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Waits until it shows all of these, and gives the screen.
    @discardableResult
    func wait(for texts: String...) async throws -> String {
        var last = ""
        for _ in 0..<Self.looks {
            last = try await screen()
            if texts.allSatisfy(last.contains) { return last }
        }
        throw NeverShown(description: "The terminal never showed \(texts). It shows:\n\(last)")
    }

    /// Closes the terminal, as a person closes a window; what runs in it is hung up.
    func close() async { _ = try? await tmux.output(["-L", socket, "kill-server"]) }

    /// The path of the program that the build made.
    static var dryad: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "dryad")
            .path(percentEncoded: false)
    }
}
