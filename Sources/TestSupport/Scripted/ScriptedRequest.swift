import Directory

/// A request that a scripted server has taken (RFC 4511 section 4).
public struct ScriptedRequest: Sendable {
    /// What was asked for.
    public enum Operation: UInt8, Sendable {
        case bind = 0x60
        case unbind = 0x42
        case search = 0x63
        case modify = 0x66
        case add = 0x68
        case delete = 0x4A
        case rename = 0x6C
        case compare = 0x6E
        case abandon = 0x50
        case extended = 0x77
    }

    /// The message's number.
    public let identifier: Int
    /// What was asked for.
    public let operation: Operation
    /// The base of a search, the name of a sign-in.
    public let name: String
    /// The attributes that a search asks for.
    public let attributes: [String]
    /// The cookie of the paging control; nothing where there is no such control.
    public let cookie: [UInt8]?
    /// Which request on this connection it is, from 0; of searches, how many came before.
    public let searches: Int

    /// Reads one message; nothing when it is not one.
    init?(_ bytes: [UInt8], searches: Int) {
        var reader = BERReader(bytes)
        guard let message = reader.next(), message.tag == 0x30 else { return nil }
        var parts = message.reader
        guard let number = parts.next(), let body = parts.next(), let operation = Operation(rawValue: body.tag) else {
            return nil
        }
        identifier = number.integer
        self.operation = operation
        self.searches = searches
        var fields = body.reader
        var name = ""
        var attributes: [String] = []
        switch operation {
        case .bind:
            _ = fields.next()
            name = fields.next()?.text ?? ""
        case .search:
            name = fields.next()?.text ?? ""
            // Scope, aliases, two limits, types only, filter.
            for _ in 0..<6 { _ = fields.next() }
            var list = fields.next()?.reader
            while let attribute = list?.next() { attributes.append(attribute.text) }
        default: break
        }
        self.name = name
        self.attributes = attributes
        cookie = parts.next().flatMap(Self.cookie)
    }

    private static func cookie(_ controls: BERReader.Element) -> [UInt8]? {
        var list = controls.reader
        while let control = list.next() {
            var fields = control.reader
            guard fields.next()?.text == "1.2.840.113556.1.4.319" else { continue }
            while let field = fields.next() {
                var inner = field.reader
                guard field.tag == 0x04, var value = inner.next()?.reader else { continue }
                _ = value.next()
                return value.next().map { Array($0.content) }
            }
        }
        return nil
    }
}
