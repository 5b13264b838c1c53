import Directory

extension ObjectClass {
    /// What an RFC 4512 definition says of a class.
    init(_ definition: RawDefinition, macros: OIDMacros = OIDMacros()) {
        let names = definition.names
        let identifier = macros.resolved(definition.identifier)
        self.init(name: names.first ?? AttributeName(identifier))
        aliases = names.further.isEmpty ? nil : names.further
        oid = OID(identifier)
        if oid == nil { self.identifier = identifier }
        summary = definition.first(.desc).flatMap { $0.isEmpty ? nil : $0 }
        kind = definition.has(.abstract) ? .abstract : definition.has(.auxiliary) ? .auxiliary : .structural
        let superiors = definition.all(.sup).filter { !$0.isEmpty }.map { AttributeName(macros.resolved($0)) }
        superior = superiors.first == name ? nil : superiors.first
        furtherSuperiors = superiors.count > 1 ? Array(superiors.dropFirst()) : nil
        must = Self.sorted(definition.all(.must), macros)
        may = Self.sorted(definition.all(.may), macros)
        isDefunct = definition.has(.obsolete)
    }

    /// Adds what a content rule says of the class.
    mutating func add(_ rule: RawDefinition, macros: OIDMacros = OIDMacros()) {
        contentRule = ContentRule(
            auxiliaries: Self.sorted(rule.all(.aux), macros),
            must: Self.sorted(rule.all(.must), macros),
            may: Self.sorted(rule.all(.may), macros),
            not: Self.sorted(rule.all(.not), macros)
        )
    }

    private static func sorted(_ names: [String], _ macros: OIDMacros) -> [AttributeName] {
        AttributeName.distinct(names.filter { !$0.isEmpty }.map { AttributeName(macros.resolved($0)) })
    }
}
