import Directory

/// Replaces OIDs in the lists of classes by the names that the same schema gives them.
///
/// Update scripts write `systemMayContain: 1.2.840…` where snapshots write names; both mean the same.
struct OIDTranslation {
    private let attributes: [OID: AttributeName]
    private let classes: [OID: AttributeName]

    init(attributes: [AttributeType], classes: [ObjectClass]) {
        self.attributes = Dictionary(
            attributes.compactMap { attribute in attribute.oid.map { ($0, attribute.name) } },
            uniquingKeysWith: { first, _ in first }
        )
        self.classes = Dictionary(
            classes.compactMap { definition in definition.oid.map { ($0, definition.name) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func translated(_ definition: ObjectClass) -> ObjectClass {
        var result = definition
        let superior = definition.superior.map { name($0, in: classes) }
        // The class above all others names itself, by its OID as well.
        result.superior = superior == definition.name ? nil : superior
        result.auxiliaries = names(definition.auxiliaries, in: classes)
        result.must = names(definition.must, in: attributes)
        result.may = names(definition.may, in: attributes)
        result.possibleSuperiors = names(definition.possibleSuperiors, in: classes)
        return result
    }

    private func names(_ names: [AttributeName], in known: [OID: AttributeName]) -> [AttributeName] {
        guard names.contains(where: { $0.spelling.utf8.first.map(ASCII.isDigit) ?? false }) else { return names }
        return AttributeName.distinct(names.map { name($0, in: known) })
    }

    private func name(_ name: AttributeName, in known: [OID: AttributeName]) -> AttributeName {
        guard let first = name.spelling.utf8.first, ASCII.isDigit(first), let oid = OID(name.spelling) else {
            return name
        }
        return known[oid] ?? name
    }
}
