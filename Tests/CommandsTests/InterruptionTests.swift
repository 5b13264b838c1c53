import Foundation
import TestSupport
import Testing

@Suite("Ctrl-C")
struct InterruptionTests {
    /// A server that takes connections and never says anything.
    private final class SilentServer: Sendable {
        let port: UInt16
        private let descriptor: Int32

        init() throws {
            #if canImport(Glibc)
                let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            #else
                let listener = socket(AF_INET, SOCK_STREAM, 0)
            #endif
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafeMutablePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    bind(listener, address, length) == 0 && listen(listener, 8) == 0
                        && getsockname(listener, address, &length) == 0
                }
            }
            descriptor = listener
            try #require(bound)
            port = UInt16(bigEndian: name.sin_port)
        }

        /// Returns when somebody has connected.
        func accepted() -> Bool {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return poll(&entry, 1, 60_000) == 1
        }

        deinit { close(descriptor) }
    }

    @Test("during a refresh leaves the cache as it was and ends with 130", arguments: [SIGINT, SIGTERM])
    func refresh(_ signal: Int32) throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let history = try workspace.dryad.run("schema", "history", "contoso.test").output
        let rules = try workspace.dryad.run("rules", "list").output
        let server = try SilentServer()
        let path = workspace.folder.file("dryad.yaml")
        let text = try String(contentsOf: path, encoding: .utf8)
        let file = "ldif: " + WorkspaceOnDisk.offline("contoso.before")
        let hanging = text.replacing(file, with: "url: ldap://127.0.0.1:\(server.port)")
        try #require(hanging != text, "\(text)")
        try Data(hanging.utf8).write(to: path)
        let (process, _, errors) = try workspace.dryad.start(["schema", "refresh", "--yes"])
        #expect(server.accepted())
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        let said = try String(contentsOf: errors, encoding: .utf8)
        #expect(
            process.terminationReason == .exit && process.terminationStatus == 130,
            "\(process.terminationStatus) \(said)"
        )
        try Data(text.utf8).write(to: path)
        #expect(try workspace.dryad.run("rules", "list").output == rules)
        #expect(try workspace.dryad.run("schema", "history", "contoso.test").output == history)
        #expect(try workspace.dryad.run("schema", "refresh").code == 0)
    }
}
