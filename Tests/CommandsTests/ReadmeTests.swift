import Foundation
import TestSupport
import Testing

/// What README shows is what the commands print: its blocks are run one after another in one workspace.
@Suite("README")
struct ReadmeTests {
    @Test("its output is the commands' own, but for what … leaves out")
    func output() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(at: folder.file("Fixtures"), withDestinationURL: Fixture.root)
        let dryad = DryadProgram(in: folder.url)
        var commands = 0
        // How many lines are shown of what a command prints.
        var said: [String: Int] = [:]
        for (command, shown) in try Self.commands() {
            let words = command.split(separator: " ").map(String.init)
            try #require(words.first == "dryad")
            let outcome = try dryad.run(Array(words.dropFirst()))
            #expect(outcome.code == 0 || outcome.code == 2, "\(command): \(outcome.errors)")
            let printed = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(Self.comparable)
            #expect(
                Self.matches(shown.map { Self.comparable($0[...]) }, printed[...]),
                "\(command) prints:\n\(outcome.output)"
            )
            commands += 1
            said[words.dropFirst().prefix(2).joined(separator: " ")] = shown.count { $0 != "…" && !$0.isEmpty }
        }
        #expect(commands >= 7)
        for command in ["pending list", "object explain"] {
            #expect((said[command] ?? 0) >= 4, "README shows too little of `dryad \(command)`")
        }
    }

    @Test("it is short enough to be read")
    func length() throws {
        let text = try String(contentsOf: Fixture.checkout.appending(path: "README.md"), encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
    }

    /// The commands of the `console` blocks, each with the lines below it.
    private static func commands() throws -> [(String, [String])] {
        let text = try String(contentsOf: Fixture.checkout.appending(path: "README.md"), encoding: .utf8)
        var commands: [(String, [String])] = []
        var isInside = false
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                commands.append((String(line.dropFirst(2)), []))
            } else if isInside, !commands.isEmpty {
                commands[commands.count - 1].1.append(line)
            }
        }
        return commands
    }

    /// Digests depend on identifiers that every workspace has of its own; the folder of a workspace is anywhere.
    private static func comparable(_ line: Substring) -> String {
        var text = String(line)
        if let range = text.range(of: "the plan [0-9a-f]{12}", options: .regularExpression) {
            text.replaceSubrange(range, with: "the plan")
        }
        if let range = text.range(of: "workspace in [^,]*,", options: .regularExpression) {
            text.replaceSubrange(range, with: "workspace in,")
        }
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    /// Whether the lines are those printed; a line `…` stands for any number of them.
    private static func matches(_ shown: [String], _ printed: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return printed.allSatisfy(\.isEmpty) }
        if first.trimmingCharacters(in: .whitespaces) == "…" {
            let rest = Array(shown.dropFirst())
            return rest.isEmpty || printed.indices.contains { matches(rest, printed[$0...]) }
        }
        return printed.first == first && matches(Array(shown.dropFirst()), printed.dropFirst())
    }
}
