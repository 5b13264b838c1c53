import Directory
import Testing

/// Sees what clients send to a server, and objects to what does more than read.
///
/// An objection fails the tests' run. Servers see requests on threads of their own, which belong to no test: so the
/// issue names in words the test that the server was made for.
public final class ReadingWitness: Sendable {
    private let report: @Sendable (String) -> Void
    private let noted = Locked<[String]>([])

    /// Reports each objection as an issue, or in a way of the caller's own.
    public init(report: (@Sendable (String) -> Void)? = nil) {
        let owner = Test.current?.displayName ?? Test.current?.name ?? "A test"
        self.report = report ?? { Issue.record("“\(owner)” has sent more than reads: \($0)") }
    }

    /// What was objected to, in the order in which it came.
    public var objections: [String] { noted.withLock { $0 } }

    /// Looks at one message from a client.
    public func see(_ message: [UInt8]) {
        guard let objection = Self.objection(to: message) else { return }
        noted.withLock { $0.append(objection) }
        report(objection)
    }

    /// Why a client that can only read would not send this; nothing where it would.
    ///
    /// What is no LDAP message at all is let pass: TLS and what SASL has sealed cannot be read from outside.
    static func objection(to message: [UInt8]) -> String? {
        guard message.first == LoopbackSocket.messageTag else { return nil }
        var outer = BERReader(message)
        var parts = outer.next()?.reader
        guard parts?.next() != nil, let body = parts?.next() else { return "a message without a request" }
        switch ScriptedRequest.Operation(rawValue: body.tag) {
        case .bind, .search, .abandon, .unbind: return nil
        case .extended:
            var fields = body.reader
            let name = fields.next()?.text ?? ""
            return readingExtensions.contains(name) ? nil : "the extended request \(name)"
        case .some(let other): return "a request of the kind \(other)"
        case nil: return "a request with the tag 0x\(String(body.tag, radix: 16))"
        }
    }

    /// StartTLS (RFC 4511 section 4.14), who am I (RFC 4532) and cancel (RFC 3909).
    private static let readingExtensions: Set = [
        "1.3.6.1.4.1.1466.20037", "1.3.6.1.4.1.4203.1.11.3", "1.3.6.1.1.8",
    ]
}
