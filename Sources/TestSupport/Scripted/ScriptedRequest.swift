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
    /// The version of the protocol that a sign-in speaks.
    public let version: Int?
    /// The password of a sign-in that has one.
    public let password: [UInt8]?
    /// The attributes that a search asks for.
    public let attributes: [String]
    /// The controls that came with it.
    public let controls: [ScriptedControl]
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
        var version: Int?
        var password: [UInt8]?
        var attributes: [String] = []
        switch operation {
        case .bind:
            version = fields.next()?.integer
            name = fields.next()?.text ?? ""
            // Another tag is that of SASL.
            if let proof = fields.next(), proof.tag == 0x80 { password = Array(proof.content) }
        case .search:
            name = fields.next()?.text ?? ""
            // Scope, aliases, two limits, types only, filter.
            for _ in 0..<6 { _ = fields.next() }
            var list = fields.next()?.reader
            while let attribute = list?.next() { attributes.append(attribute.text) }
        default: break
        }
        self.name = name
        self.version = version
        self.password = password
        self.attributes = attributes
        controls = parts.next().map(Self.controls) ?? []
    }

    /// The value of a control; nothing where there is no such control.
    public func control(_ oid: String) -> [UInt8]? { controls.first { $0.oid == oid }?.value }

    /// The cookie of the paging control; nothing where there is no such control.
    public var cookie: [UInt8]? {
        guard let value = control("1.2.840.113556.1.4.319") else { return nil }
        var outer = BERReader(value)
        var fields = outer.next()?.reader
        _ = fields?.next()
        return (fields?.next()).map { Array($0.content) }
    }

    private static func controls(_ element: BERReader.Element) -> [ScriptedControl] {
        var list = element.reader
        var controls: [ScriptedControl] = []
        while let control = list.next() {
            var fields = control.reader
            guard let oid = fields.next()?.text else { continue }
            var value: [UInt8]?
            // Between the two may stand whether it is critical.
            while let field = fields.next() { if field.tag == 0x04 { value = Array(field.content) } }
            controls.append(ScriptedControl(oid, value))
        }
        return controls
    }
}
