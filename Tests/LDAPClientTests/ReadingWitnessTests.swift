import Directory
import Testing

@testable import TestSupport

/// What stands behind "only reads" in every other test: it has to see a write where there is one.
@Suite("The witness of requests")
struct ReadingWitnessTests {
    /// Requests made by hand, since the client has none of them: the operation's tag, and what is inside.
    private static let writes: [(what: String, tag: UInt8, content: [UInt8])] = [
        ("modify", 0x66, text("cn=x") + [0x30, 0x00]), ("add", 0x68, text("cn=x") + [0x30, 0x00]),
        ("delete", 0x4A, Array("cn=x".utf8)), ("rename", 0x6C, text("cn=x") + text("cn=y") + [0x01, 0x01, 0xFF]),
        ("compare", 0x6E, text("cn=x") + [0x30, 0x04, 0x04, 0x00, 0x04, 0x00]),
        ("1.3.6.1.4.1.4203.1.11.1", 0x77, text("1.3.6.1.4.1.4203.1.11.1", tag: 0x80)), ("tag 0x5f", 0x5F, [1]),
    ]
    private static let bind = message(0x60, [0x02, 0x01, 0x03, 0x04, 0x00, 0x80, 0x00])
    private static let search = message(
        0x63,
        text("") + [0x0A, 1, 0, 0x0A, 1, 0, 0x02, 1, 0, 0x02, 1, 0, 0x01, 1, 0] + text("objectClass", tag: 0x87)
            + [0x30, 0x00]
    )
    private static let reads: [(what: String, message: [UInt8])] = [
        ("bind", bind), ("search", search), ("abandon", message(0x50, [0x01])), ("unbind", message(0x42, [])),
        ("StartTLS", message(0x77, text("1.3.6.1.4.1.1466.20037", tag: 0x80))),
        ("who am I", message(0x77, text("1.3.6.1.4.1.4203.1.11.3", tag: 0x80))),
        ("cancel", message(0x77, text("1.3.6.1.1.8", tag: 0x80))), ("TLS", [0x16, 0x03, 0x01, 0x02, 0x00]),
        ("sealed by SASL", [0x00, 0x00, 0x01, 0x00]),
    ]

    @Test("a write between reads is reported by a proxy before the server has it", arguments: writes.indices)
    func reported(_ index: Int) throws {
        let (what, tag, content) = Self.writes[index]
        let server = try ScriptedServer(witness: ReadingWitness { _ in }) { _ in [.done()] }
        let told = Locked<[String]>([])
        let witness = ReadingWitness { objection in told.withLock { $0.append(objection) } }
        let (host, port) = try place(server.url)
        let proxy = try RecordingProxy(before: host, port, witness: witness)
        let answers = try answers(to: [Self.bind, Self.message(tag, content), Self.search], at: proxy.url)
        // A scripted server cannot answer what it does not know.
        #expect(answers == (tag == 0x5F ? 1 : 3))
        #expect(witness.objections.count == 1 && witness.objections[0].contains(what), "\(witness.objections)")
        #expect(told.withLock { $0 } == witness.objections)
        #expect(server.witness.objections == witness.objections)
    }

    @Test("a real server's directory reports it too, and what only reads is let pass")
    func directory() throws {
        let server = try PlainDirectory("")
        let (host, port) = try place(server.editorURL)
        let proxy = try RecordingProxy(before: host, port, witness: ReadingWitness { _ in })
        #expect(try answers(to: [Self.bind, Self.search], at: proxy.url) == 2)
        #expect(proxy.witness.objections.isEmpty && proxy.requests.map(\.operation) == [.bind, .search])
        #expect(try answers(to: [Self.message(0x4A, Array("cn=x".utf8))], at: proxy.url) == 1)
        #expect(proxy.witness.objections.count == 1)
    }

    @Test("what a client that only reads sends is let pass", arguments: reads.indices)
    func passes(_ index: Int) {
        #expect(ReadingWitness.objection(to: Self.reads[index].message) == nil, "\(Self.reads[index].what)")
    }

    @Test("an objection is an issue unless somebody else takes it")
    func issue() {
        withKnownIssue {
            ReadingWitness().see(Self.message(0x4A, []))
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("delete") && $0.rawValue.contains("an issue unless") }
        }
    }

    /// Sends one message after the other, each when the one before has been answered; counts the answers.
    private func answers(to messages: [[UInt8]], at url: String) throws -> Int {
        let (host, port) = try place(url)
        let descriptor = try LoopbackSocket.connect(host, port)
        defer { LoopbackSocket.close(descriptor) }
        var count = 0
        for message in messages {
            guard LoopbackSocket.send(message, to: descriptor),
                LoopbackSocket.message(from: descriptor) != nil
            else { break }
            count += 1
        }
        return count
    }

    private func place(_ url: String) throws -> (host: String, port: UInt16) {
        let parts = url.dropFirst("ldap://".count).split(separator: ":")
        return (String(parts[0]), try #require(UInt16(parts[1])))
    }

    private static func message(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var writer = BERWriter()
        writer.element(0x30) { message in
            message.integer(1)
            message.element(tag, content)
        }
        return writer.bytes
    }

    private static func text(_ text: String, tag: UInt8 = 0x04) -> [UInt8] {
        var writer = BERWriter()
        writer.text(text, tag: tag)
        return writer.bytes
    }
}
