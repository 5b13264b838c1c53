import Foundation
import TestSupport
import Testing

@Suite("A password among the processes of the machine", .enabled("There is no /proc here") { ProcessTable.isThere })
struct SecretProcessTests {
    private enum Source: CaseIterable { case file, descriptor, variable }

    private static func canary() -> String { "wörd & \(UUID().uuidString)/+=" }

    @Test("is in no argument and no environment but the variable that was asked for", arguments: Source.allCases)
    private func hidden(_ source: Source) throws {
        let canary = Self.canary()
        let workspace = try WorkspaceOnDisk(environment: source == .variable ? ["READER": canary] : [:])
        let secret = try workspace.folder.write(canary + "\n", to: "secret").path(percentEncoded: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        let (asked, scanned) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let holds = Locked(false)
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            let isFirst = holds.withLock { held in
                defer { held = false }
                return held
            }
            if isFirst {
                asked.signal()
                scanned.wait()
            }
            guard request.name.isEmpty else { return [.done(32)] }
            return [.entry("", [("namingContexts", ["DC=a"]), ("defaultNamingContext", ["DC=a"])]), .done()]
        }
        let words: [String] =
            switch source {
            case .file: ["--password-file", secret]
            case .descriptor: ["--password-descriptor", "7"]
            case .variable: ["--password-environment", "READER"]
            }
        let add = ["forest", "add", "f", "--url", server.url, "--bind-dn", "cn=reader", "--insecure-plaintext"] + words
        for command in [add, ["forest", "test", "f"], ["schema", "refresh"]] {
            let before = server.requests.count
            holds.withLock { $0 = true }
            let redirection = source == .descriptor ? "7<'\(secret)'" : ""
            let started = try workspace.dryad.start(command, shell: redirection)
            defer {
                scanned.signal()
                started.process.waitUntilExit()
            }
            // The wait has an end so that a program that asks for nothing fails the test, and does not hang it.
            try #require(asked.wait(timeout: .now() + 60) == .success, "\(command)")
            let table = try ProcessTable()
            let passwords = server.requests.dropFirst(before).compactMap(\.password)
            #expect(passwords == [Array(canary.utf8)], "\(command) has signed in, once")
            let dryad = started.process.processIdentifier
            let program = try #require(table.contents[.init(dryad, .arguments)])
            #expect(String(decoding: program, as: UTF8.self).contains(command.joined(separator: "\0")))
            #expect(table.contents[.init(dryad, .environment)] != nil)
            let expected: Set<ProcessTable.Place> = source == .variable ? [.init(dryad, .environment)] : []
            #expect(table.places(of: SecretShapes(canary)) == expected, "\(command)")
        }
    }

    @Test("would be found in each shape and place", arguments: ProcessTable.Part.allCases)
    func found(_ part: ProcessTable.Part) throws {
        let canary = Self.canary()
        let shapes = SecretShapes(canary)
        #expect(shapes.all.count == 6)
        for shape in shapes.all {
            let (input, output) = (Pipe(), Pipe())
            let process = try StartedProgram(
                "/bin/sh",
                ["-c", "echo; read line"] + (part == .arguments ? ["x=\(shape)"] : []),
                environment: part == .environment ? ["X": "x=\(shape)"] : [:],
                input: input.fileHandleForReading,
                output: output.fileHandleForWriting
            )
            // What a process was started with can be seen when its program runs, which is later than when it has a number.
            _ = try output.fileHandleForReading.read(upToCount: 1)
            let places = try ProcessTable().places(of: shapes)
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            #expect(places == [.init(process.processIdentifier, part)], "\(shape)")
        }
    }
}
