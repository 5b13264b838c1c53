import Directory

/// The GUIDs of one server's connectors, where texts mention them: they mean the connector, and each server has others.
struct ConnectorMentions {
    private let names: [String: String]

    /// Names by the GUIDs in lower case without braces.
    init(_ names: [String: String]) { self.names = names }

    /// The text with `connector NAME` in place of each GUID; braces around it stay.
    func named(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard !names.isEmpty, bytes.count >= Self.length else { return text }
        var result: [UInt8] = []
        var place = 0
        var isChanged = false
        while place < bytes.count {
            if place + Self.length <= bytes.count, Self.looksLikeOne(bytes, place),
                let name = names[String(decoding: bytes[place..<place + Self.length], as: UTF8.self).lowercased()]
            {
                result += Array("connector \(name)".utf8)
                place += Self.length
                isChanged = true
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        return isChanged ? String(decoding: result, as: UTF8.self) : text
    }

    /// A rule with its mentions named, and with its connector under the same name.
    func named(_ rule: PortableRule) -> PortableRule {
        var named = rule
        named.connector = names[rule.connector] ?? rule.connector
        named.scope = rule.scope.map { group in
            group.map { .init(attribute: $0.attribute, comparison: $0.comparison, value: self.named($0.value)) }
        }
        for index in named.mappings.indices {
            named.mappings[index].expression = named.mappings[index].expression.map(self.named)
            named.mappings[index].constant = named.mappings[index].constant.map(self.named)
        }
        return named
    }

    private static let length = 36

    /// The dashes are enough to leave most places at once.
    private static func looksLikeOne(_ bytes: [UInt8], _ place: Int) -> Bool {
        [8, 13, 18, 23].allSatisfy { bytes[place + $0] == UInt8(ascii: "-") } && ASCII.hexValue(bytes[place]) != nil
    }
}
