import Directory
import DirectorySchema
import WizardTasks

extension SchemaListing {
    /// A whole schema, or the definitions of those names.
    init(_ schema: ReadSchema, names: [String] = []) {
        let snapshot = schema.snapshot
        let wanted = Set(names.map { AttributeName($0) })
        func isWanted(_ element: some SchemaElement) -> Bool {
            wanted.isEmpty || element.names.contains { wanted.contains($0) }
                || element.oid.map { wanted.contains(AttributeName($0.dotted)) } ?? false
        }
        let links = LinkPairs(snapshot)
        self.init(
            source: schema.source,
            origin: snapshot.origin.rawValue,
            objectVersion: snapshot.objectVersion,
            attributes: snapshot.attributes.filter(isWanted).map { Attribute($0, links) },
            classes: snapshot.classes.filter(isWanted).map { Class($0, snapshot) },
            supporting: wanted.isEmpty ? snapshot.supporting : [],
            unreadable: snapshot.unreadable.map(Unreadable.init),
            problems: schema.problems
        )
    }
}

extension SchemaListing.Attribute {
    init(_ attribute: AttributeType, _ links: LinkPairs) {
        self.init(
            name: attribute.name.spelling,
            names: attribute.names.map(\.spelling),
            oid: attribute.oid?.dotted ?? attribute.identifier,
            syntax: attribute.syntax?.ldap,
            syntaxName: attribute.syntax?.name,
            attributeSyntax: attribute.syntax?.attributeSyntax,
            omSyntax: attribute.syntax?.omSyntax,
            singleValued: attribute.isSingleValued,
            rangeLower: attribute.rangeLower,
            rangeUpper: attribute.rangeUpper,
            superior: attribute.superior?.spelling,
            equality: attribute.matching?.equality,
            ordering: attribute.matching?.ordering,
            substring: attribute.matching?.substring,
            usage: attribute.usage?.rawValue,
            linkID: attribute.linkID,
            linkedTo: links.partner(of: attribute)?.spelling,
            backLink: attribute.isBackLink,
            constructed: attribute.isConstructed,
            confidential: attribute.isConfidential,
            inGlobalCatalog: attribute.isInGlobalCatalog,
            readOnly: attribute.isReadOnly ?? false,
            collective: attribute.isCollective ?? false,
            defunct: attribute.isDefunct,
            searchFlags: attribute.searchFlags,
            systemFlags: attribute.systemFlags,
            schemaIDGUID: attribute.schemaGUID,
            description: attribute.summary
        )
    }
}

extension SchemaListing.Class {
    init(_ definition: ObjectClass, _ schema: SchemaSnapshot) {
        let allowed = ClassClosure(of: definition.name, in: schema)?.attributes ?? [:]
        func names(required: Bool) -> [String] {
            allowed.filter { $0.value.isRequired == required }.keys.sorted().map(\.spelling)
        }
        self.init(
            name: definition.name.spelling,
            names: definition.names.map(\.spelling),
            oid: definition.oid?.dotted ?? definition.identifier,
            kind: definition.kind.rawValue,
            superior: definition.superior?.spelling,
            superiors: definition.superiors.map(\.spelling),
            auxiliaries: definition.auxiliaries.map(\.spelling),
            must: definition.must.map(\.spelling),
            may: definition.may.map(\.spelling),
            possibleSuperiors: definition.possibleSuperiors.map(\.spelling),
            effectiveMust: names(required: true),
            effectiveMay: names(required: false),
            contentRule: definition.contentRule,
            defunct: definition.isDefunct,
            schemaIDGUID: definition.schemaGUID,
            description: definition.summary
        )
    }
}
