import Directory

extension AttributeType {
    /// What an RFC 4512 definition says of an attribute.
    init(_ definition: RawDefinition, macros: OIDMacros = OIDMacros()) {
        let identifier = macros.resolved(definition.identifier)
        let names = definition.names
        self.init(name: names.first ?? AttributeName(identifier))
        aliases = names.further
        oid = OID(identifier)
        if oid == nil { self.identifier = identifier }
        var rules = MatchingRules()
        // One walk over the fields: this is done for each of thousands of attributes.
        for field in definition.fields {
            let value = field.first
            switch field.known {
            case .desc: summary = value.flatMap { $0.isEmpty ? nil : $0 }
            case .sup: superior = value.map { AttributeName(macros.resolved($0)) }
            case .equality: rules.equality = value
            case .ordering: rules.ordering = value
            case .substr: rules.substring = value
            case .syntax: if let value, !value.isEmpty { (syntax, rangeUpper) = Self.syntax(value, macros) }
            case .singleValue: isSingleValued = true
            case .obsolete: isDefunct = true
            case .noUserModification: isReadOnly = true
            case .collective: isCollective = true
            case .usage: usage = value.flatMap { AttributeUsage(word: $0) }
            default: break
            }
        }
        matching = rules.isEmpty ? nil : rules
        if usage == .userApplications { usage = nil }
    }

    /// A syntax and the length behind it, as in `1.2.3{64}`.
    static func syntax(_ text: String, _ macros: OIDMacros = OIDMacros()) -> (AttributeSyntax, Int64?) {
        // Nearly all end without one, which their last byte tells.
        let brace = text.utf8.last == UInt8(ascii: "}") ? text.utf8.firstIndex(of: UInt8(ascii: "{")) : nil
        let name = brace.map { String(text[..<$0]) } ?? text
        let syntax = AttributeSyntax(ldap: AttributeSyntax.oid(named: macros.resolved(name)))
        return (syntax, brace.flatMap { Int64(text[$0...].dropFirst().prefix { $0 != "}" }) })
    }
}
