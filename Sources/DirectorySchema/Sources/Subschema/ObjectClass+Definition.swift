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
        must = AttributeName.sorted(definition.all(.must), macros)
        may = AttributeName.sorted(definition.all(.may), macros)
        isDefunct = definition.has(.obsolete)
    }
}

extension ContentRule {
    /// What an RFC 4512 definition says of a class's entries.
    init(_ definition: RawDefinition, macros: OIDMacros = OIDMacros()) {
        self.init(
            auxiliaries: AttributeName.sorted(definition.all(.aux), macros),
            must: AttributeName.sorted(definition.all(.must), macros),
            may: AttributeName.sorted(definition.all(.may), macros),
            not: AttributeName.sorted(definition.all(.not), macros)
        )
    }
}

extension AttributeName {
    /// The names of a list in ascending order, each once, as it was written first.
    fileprivate static func sorted(_ names: [String], _ macros: OIDMacros) -> [AttributeName] {
        distinct(names.filter { !$0.isEmpty }.map { AttributeName(macros.resolved($0)) })
    }
}
