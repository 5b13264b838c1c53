public import Directory

/// Makes a snapshot of the `attributeTypes` and `objectClasses` values of a subschema entry (RFC 4512 section 4.2).
///
/// Fields may come in any order and OIDs may be names, as real servers write them. A definition that cannot be read is
/// kept and reported in `unreadable`.
public enum SubschemaReader {
    /// The attributes to ask a server for.
    public static let attributes: [AttributeName] = ["attributeTypes", "objectClasses", "dITContentRules"]

    /// Reads the values of a subschema entry.
    public static func read(
        attributeTypes: [String],
        objectClasses: [String],
        contentRules: [String] = []
    ) -> SchemaSnapshot {
        var unreadable: [UnreadableDefinition] = []
        func definitions(_ texts: [String], _ place: String) -> [DefinitionParser.Definition] {
            texts.enumerated().compactMap { index, text in
                do throws(DefinitionParser.Failure) {
                    return try DefinitionParser.parse(text)
                } catch {
                    unreadable.append(
                        UnreadableDefinition(place: "\(place)[\(index)]", reason: error.reason, text: text)
                    )
                    return nil
                }
            }
        }
        let attributes = inherited(definitions(attributeTypes, "attributeTypes").map(attribute))
        let rules = Dictionary(
            definitions(contentRules, "dITContentRules").map { ($0.identifier, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let classes = definitions(objectClasses, "objectClasses").map { objectClass($0, rules[$0.identifier]) }
        return SchemaSnapshot(
            origin: .subschema,
            attributes: attributes.map(\.type),
            classes: classes,
            unreadable: unreadable
        )
    }

    private struct Described {
        var type: AttributeType
        let superior: AttributeName?
    }

    private static func attribute(_ definition: DefinitionParser.Definition) -> Described {
        let names = definition.all("NAME")
        var type = AttributeType(name: AttributeName(names.first ?? definition.identifier))
        type.aliases = names.dropFirst().map { AttributeName($0) }
        type.oid = OID(definition.identifier)
        if let syntax = definition.first("SYNTAX") {
            let parts = syntax.split(separator: "{")
            type.syntax = AttributeSyntax(ldap: String(parts.first ?? ""))
            if parts.count == 2 { type.rangeUpper = Int64(parts[1].prefix { $0 != "}" }) }
        }
        type.isSingleValued = definition.has("SINGLE-VALUE")
        type.isDefunct = definition.has("OBSOLETE")
        return Described(type: type, superior: definition.first("SUP").map { AttributeName($0) })
    }

    /// Gives an attribute without a syntax that of its superior, as far up as it takes.
    private static func inherited(_ described: [Described]) -> [Described] {
        let index = Dictionary(
            described.flatMap { one in ([one.type.name] + one.type.aliases).map { ($0, one) } },
            uniquingKeysWith: { first, _ in first }
        )
        return described.map { one in
            var result = one
            var above = one.superior
            var steps = 0
            while result.type.syntax == nil, let name = above, let superior = index[name], steps < 32 {
                result.type.syntax = superior.type.syntax
                above = superior.superior
                steps += 1
            }
            return result
        }
    }

    private static func objectClass(
        _ definition: DefinitionParser.Definition,
        _ rule: DefinitionParser.Definition?
    ) -> ObjectClass {
        var result = ObjectClass(name: AttributeName(definition.first("NAME") ?? definition.identifier))
        result.oid = OID(definition.identifier)
        result.kind = definition.has("ABSTRACT") ? .abstract : definition.has("AUXILIARY") ? .auxiliary : .structural
        result.superior = definition.first("SUP").map { AttributeName($0) }
        result.auxiliaries = sorted(rule?.all("AUX") ?? [])
        result.must = sorted(definition.all("MUST") + (rule?.all("MUST") ?? []))
        result.may = sorted(definition.all("MAY") + (rule?.all("MAY") ?? []))
        result.isDefunct = definition.has("OBSOLETE")
        return result
    }

    private static func sorted(_ names: [String]) -> [AttributeName] { Set(names.map { AttributeName($0) }).sorted() }
}
