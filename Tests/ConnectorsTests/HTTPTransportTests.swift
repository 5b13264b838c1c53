import CloudTenant
import Foundation
import NIOHTTP1
import TestSupport
import Testing

@testable import Connectors

@Suite("Requests to a tenant over HTTP")
struct HTTPTransportTests {
    private static func answer(_ status: String = "200 OK", _ fields: String = "", _ body: String = "{}") -> String {
        "HTTP/1.1 \(status)\r\ncontent-length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
    }

    private func send(_ count: Int, to server: ScriptedHTTP, path: String = "") async throws -> [TenantResponse] {
        try await HTTPTransport.with(base: server.url + path, token: "secret") { transport in
            var responses: [TenantResponse] = []
            for _ in 0..<count {
                responses.append(
                    try await transport.send(
                        TenantRequest(method: "POST", path: ["dryad", "a b"], body: Array("body".utf8))
                    )
                )
            }
            return responses
        }
    }

    @Test("a connection is kept, and the request is whole")
    func kept() async throws {
        let server = try ScriptedHTTP { Self.answer("200 OK", "x-number: \($0)\r\n", "{\"a\": \($0)}") }
        let responses = try await send(3, to: server, path: "/below")
        #expect(responses.map(\.status) == [200, 200, 200] && server.connections == 1)
        #expect(responses.last?.header("x-number") == "3")
        #expect(responses.map { String(decoding: $0.body, as: UTF8.self) } == (1...3).map { "{\"a\": \($0)}" })
        let request = try #require(server.requests.first).lowercased()
        #expect(request.hasPrefix("post /below/dryad/a%20b http/1.1\r\n") && request.hasSuffix("\r\n\r\nbody"))
        for line in ["host: \(server.url.dropFirst(7))", "authorization: bearer secret", "content-length: 4"] {
            #expect(request.contains("\r\n\(line)\r\n"), "\(request)")
        }
    }

    @Test("a connection that the server gives up is not used again")
    func givenUp() async throws {
        let server = try ScriptedHTTP { _ in Self.answer("200 OK", "connection: close\r\n") }
        #expect(try await send(2, to: server).map(\.status) == [200, 200])
        #expect(server.connections == 2)
    }

    @Test("a redirection is an answer like any other", arguments: ["301 Moved", "302 Found", "307 Temporary"])
    func redirection(_ status: String) async throws {
        let server = try ScriptedHTTP { _ in Self.answer(status, "location: http://127.0.0.1:1/\r\n") }
        #expect(try await send(1, to: server).map(\.status) == [Int(status.prefix(3))])
        #expect(server.requests.count == 1)
    }

    private static let noAnswers = [
        "", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
    ]

    @Test("what is no answer is none: nobody knows what became of the request", arguments: noAnswers)
    func noAnswer(_ text: String) async throws {
        let server = try ScriptedHTTP { _ in text }
        let failure = await #expect(throws: TransportFailure.self) { try await send(1, to: server) }
        guard case .noAnswer = failure else {
            Issue.record("\(failure as Any)")
            return
        }
    }

    private static let long = [
        "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n01234567890",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n67890\r\n0\r\n\r\n",
    ]

    @Test("an answer that is longer than what is read is said to be so, with what was asked for", arguments: long)
    func tooLong(_ text: String) async throws {
        let server = try ScriptedHTTP { _ in text }
        for (limit, isRead) in [(11, true), (10, false)] {
            let send = {
                try await HTTPTransport.with(base: server.url, token: "t", longestAnswer: limit) { transport in
                    try await transport.send(
                        TenantRequest(method: "GET", path: ["dryad", "v1"], query: [.init(name: "after", value: "x")])
                    )
                }
            }
            guard !isRead else {
                #expect(try await send().body.count == 11)
                continue
            }
            let failure = await #expect(throws: TransportFailure.self) { try await send() }
            #expect(failure == .tooLong(request: "GET /dryad/v1", limit: 10))
            #expect(failure?.description.contains("more than 10 bytes") == true)
        }
    }

    @Test("a request to a server that keeps silent can be given up")
    func cancelled() async throws {
        let asked = AsyncStream.makeStream(of: Void.self)
        let server = try ScriptedHTTP { _ in
            asked.continuation.yield()
            return nil
        }
        let task = Task { try await send(1, to: server) }
        for await _ in asked.stream { break }
        task.cancel()
        await #expect(throws: TransportFailure.self) { try await task.value }
    }

    @Test("a request on a connection that is closed ends, and says that nothing was sent")
    func closed() async throws {
        let server = try ScriptedHTTP { _ in Self.answer() }
        let connection = try await HTTPConnection.open(to: try #require(HTTPOrigin(server.url)))
        await connection.close()
        let message = HTTPMessage(
            head: .init(version: .http1_1, method: .GET, uri: "/", headers: ["host": "x"]),
            body: []
        )
        let failure = await #expect(throws: TransportFailure.self) { _ = try await connection.answer(to: message) }
        guard case .unreachable = failure else {
            Issue.record("\(failure as Any)")
            return
        }
        #expect(server.requests.isEmpty)
    }

    private static let strangers = [
        "ftp://x.test", "http://", "x", "http://u@x.test", "http://x.test:0", "http://x/?a=b",
    ]

    @Test("what is no address of HTTP is refused", arguments: strangers)
    func strange(_ base: String) async throws {
        let failure = await #expect(throws: TransportFailure.self) {
            try await HTTPTransport.with(base: base, token: "t") { _ in }
        }
        #expect(failure?.description.contains("no address of HTTP") == true)
    }

    @Test("where nothing listens nothing was sent")
    func nobody() async throws {
        var server: ScriptedHTTP? = try ScriptedHTTP { _ in nil }
        let url = try #require(server).url
        server = nil
        let failure = await #expect(throws: TransportFailure.self) {
            try await HTTPTransport.with(base: url, token: "t") { transport in
                // The socket closes when its thread has seen that it should.
                repeat { _ = try await transport.send(TenantRequest(method: "GET", path: [])) } while true
            }
        }
        guard case .unreachable = failure else {
            Issue.record("\(failure as Any)")
            return
        }
    }

    @Test("a certificate that nobody trusts, and none at all: nothing was sent", arguments: [true, false])
    func refused(_ speaksTLS: Bool) async throws {
        let folder = try TemporaryFolder()
        let plain = try ScriptedHTTP { _ in Self.answer() }
        var port = plain.url.split(separator: ":").last.map(String.init) ?? ""
        var server: StartedProgram?
        if speaksTLS {
            let certificate = try TestCertificate("localhost", names: ["127.0.0.1"], days: -1...1, in: folder)
            let output = try folder.write("", to: "server.txt")
            server = try StartedProgram(
                "/usr/bin/openssl",
                ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate.file, "-key", certificate.key, "-www"],
                output: try FileHandle(forWritingTo: output)
            )
            var said: String?
            while said == nil {
                try await Task.sleep(for: .milliseconds(20))
                said = try String(contentsOf: output, encoding: .utf8).firstMatch(of: /ACCEPT 127.0.0.1:(\d+)/)
                    .map { String($0.1) }
            }
            port = said ?? ""
        }
        let failure = await #expect(throws: TransportFailure.self) {
            try await HTTPTransport.with(base: "https://127.0.0.1:\(port)", token: "secret") { transport in
                try await transport.send(TenantRequest(method: "GET", path: []))
            }
        }
        #expect(failure?.description.contains(" is refused (") == true, "\(failure as Any)")
        #expect(plain.requests.isEmpty)
        if let server {
            kill(server.processIdentifier, SIGTERM)
            _ = server.waitUntilExit()
        }
    }
}
