import Directory
import DirectorySchema

@testable import SyncRules

/// A forest whose classes allow the attributes that standard rules ask for, and the rules that are made for it.
enum VocabularyForest {
    /// The rules for it and for the tenant; classes and attributes can be left out, and further attributes be there.
    static func rules(
        _ options: RuleOptions,
        withoutClasses: Set<AttributeName> = [],
        further: [AttributeName] = [],
        severalValues: Set<AttributeName> = [],
        without isLeftOut: (AttributeName) -> Bool = { _ in false }
    ) throws -> GeneratedRules {
        let vocabulary = try CatalogueVocabulary.standard()
        let classes = vocabulary.classes(of: .forest).filter { !withoutClasses.contains($0) }.map { name in
            var definition = ObjectClass(name: name)
            definition.may = Set(vocabulary.attributes(of: name, in: .forest) + ["objectGUID"] + further)
                .filter { !isLeftOut($0) }.sorted()
            return definition
        }
        let forest = GenerationConnector(
            identity: ConnectorID("00000000-0000-4000-8000-000000000001"),
            name: "corp.example",
            kind: .forest,
            ordinal: 1,
            schema: SchemaSnapshot(
                origin: .activeDirectory,
                attributes: Set(classes.flatMap(\.may)).map { name in
                    var attribute = AttributeType(name: name)
                    attribute.isSingleValued = !severalValues.contains(name)
                    return attribute
                },
                classes: classes
            )
        )
        let tenant = GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)
        return RuleGenerator(catalogue: try .standard(), options: options).generate(for: [forest, tenant])
    }
}
