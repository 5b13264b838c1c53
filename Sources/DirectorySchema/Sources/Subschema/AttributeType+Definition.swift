import Directory

extension AttributeType {
    /// What an RFC 4512 definition says of an attribute.
    init(_ definition: RawDefinition, macros: OIDMacros = OIDMacros()) {
        var names: [AttributeName] = []
        for name in definition.all("NAME").map({ AttributeName($0) }) where !names.contains(name) { names.append(name) }
        let identifier = macros.resolved(definition.identifier)
        self.init(name: names.first ?? AttributeName(identifier))
        aliases = Array(names.dropFirst())
        oid = OID(identifier)
        if oid == nil { self.identifier = identifier }
        summary = definition.first("DESC").flatMap { $0.isEmpty ? nil : $0 }
        superior = definition.first("SUP").map { AttributeName(macros.resolved($0)) }
        let rules = MatchingRules(
            equality: definition.first("EQUALITY"),
            ordering: definition.first("ORDERING"),
            substring: definition.first("SUBSTR")
        )
        matching = rules.isEmpty ? nil : rules
        if let text = definition.first("SYNTAX"), !text.isEmpty {
            let parts = text.split(separator: "{")
            syntax = AttributeSyntax(ldap: AttributeSyntax.oid(named: macros.resolved(String(parts.first ?? ""))))
            if parts.count == 2 { rangeUpper = Int64(parts[1].prefix { $0 != "}" }) }
        }
        isSingleValued = definition.has("SINGLE-VALUE")
        isDefunct = definition.has("OBSOLETE")
        isReadOnly = definition.has("NO-USER-MODIFICATION") ? true : nil
        isCollective = definition.has("COLLECTIVE") ? true : nil
        usage = definition.first("USAGE").flatMap { AttributeUsage(word: $0) }
        if usage == .userApplications { usage = nil }
    }
}
