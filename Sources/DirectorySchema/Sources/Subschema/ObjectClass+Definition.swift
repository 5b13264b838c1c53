import Directory

extension ObjectClass {
    /// What an RFC 4512 definition says of a class.
    init(_ definition: RawDefinition, macros: OIDMacros = OIDMacros()) {
        var names: [AttributeName] = []
        for name in definition.all("NAME").map({ AttributeName($0) }) where !names.contains(name) { names.append(name) }
        let identifier = macros.resolved(definition.identifier)
        self.init(name: names.first ?? AttributeName(identifier))
        aliases = names.count > 1 ? Array(names.dropFirst()) : nil
        oid = OID(identifier)
        if oid == nil { self.identifier = identifier }
        summary = definition.first("DESC").flatMap { $0.isEmpty ? nil : $0 }
        kind = definition.has("ABSTRACT") ? .abstract : definition.has("AUXILIARY") ? .auxiliary : .structural
        let superiors = definition.all("SUP").filter { !$0.isEmpty }.map { AttributeName(macros.resolved($0)) }
        superior = superiors.first == name ? nil : superiors.first
        furtherSuperiors = superiors.count > 1 ? Array(superiors.dropFirst()) : nil
        must = Self.sorted(definition.all("MUST"), macros)
        may = Self.sorted(definition.all("MAY"), macros)
        isDefunct = definition.has("OBSOLETE")
    }

    /// Adds what a content rule says of the class.
    mutating func add(_ rule: RawDefinition, macros: OIDMacros = OIDMacros()) {
        contentRule = ContentRule(
            auxiliaries: Self.sorted(rule.all("AUX"), macros),
            must: Self.sorted(rule.all("MUST"), macros),
            may: Self.sorted(rule.all("MAY"), macros),
            not: Self.sorted(rule.all("NOT"), macros)
        )
    }

    private static func sorted(_ names: [String], _ macros: OIDMacros) -> [AttributeName] {
        Set(names.lazy.filter { !$0.isEmpty }.map { AttributeName(macros.resolved($0)) }).sorted()
    }
}
