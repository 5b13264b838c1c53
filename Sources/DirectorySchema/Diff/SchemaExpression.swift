/// What two kinds of schema descriptions can both say: only that can differ between them.
struct SchemaExpression {
    let facets: Set<SchemaFacet.Kind>
    /// Whether one of the two is what Entra Connect keeps, which hides some attributes and changes others.
    let isOfConnector: Bool
    /// Whether both are of one kind.
    let isSameKind: Bool

    init(_ old: SchemaSnapshot, _ new: SchemaSnapshot, all: Bool) {
        isOfConnector = old.origin != new.origin && [old.origin, new.origin].contains(.connectorExport)
        isSameKind = old.origin == new.origin
        var facets = Self.facets(of: old.origin).intersection(Self.facets(of: new.origin))
        // A snapshot of an earlier version of Dryad, or of a vendor that does not write it, has not said no.
        for facet in Self.said where !(old.says(facet) && new.says(facet)) { facets.remove(facet) }
        if !isSameKind {
            // Each kind has its own idea of what only the server writes.
            facets.remove(.readOnly)
        }
        if !all { facets.remove(.schemaIDGUID) }
        self.facets = facets
    }

    /// Properties that are compared only where both schemas mention them at least once.
    private static let said: [SchemaFacet.Kind] = [
        .readOnly, .usage, .equality, .ordering, .substring, .schemaIDGUID, .contentAuxiliaries, .contentMust,
        .contentMay, .contentNot, .collective, .names,
    ]

    private static func facets(of origin: SchemaOrigin) -> Set<SchemaFacet.Kind> {
        let common: Set<SchemaFacet.Kind> = [
            .name, .syntax, .singleValued, .rangeLower, .rangeUpper, .readOnly, .kind, .superior, .must, .may,
        ]
        switch origin {
        case .activeDirectory:
            return common.union([
                .oid, .linkID, .searchFlags, .systemFlags, .inGlobalCatalog, .defunct, .schemaIDGUID, .auxiliaries,
                .possibleSuperiors,
            ])
        case .subschema:
            return common.union([
                .names, .oid, .defunct, .usage, .collective, .equality, .ordering, .substring, .contentAuxiliaries,
                .contentMust, .contentMay, .contentNot, .supporting,
            ])
        case .connectorExport: return common.union([.contentMust, .contentMay])
        }
    }
}

extension SchemaSnapshot {
    fileprivate func says(_ facet: SchemaFacet.Kind) -> Bool {
        switch facet {
        case .readOnly: attributes.contains { $0.isReadOnly != nil }
        case .usage: attributes.contains { $0.usage != nil }
        case .collective: attributes.contains { $0.isCollective != nil }
        case .equality: attributes.contains { $0.matching?.equality != nil }
        case .ordering: attributes.contains { $0.matching?.ordering != nil }
        case .substring: attributes.contains { $0.matching?.substring != nil }
        case .schemaIDGUID: attributes.contains { $0.schemaGUID != nil }
        case .names: attributes.contains { !$0.aliases.isEmpty } || classes.contains { $0.aliases != nil }
        case .contentAuxiliaries, .contentMust, .contentMay, .contentNot: classes.contains { $0.contentRule != nil }
        default: true
        }
    }
}
