import Diagnostics
import Directory

/// A seed in JSON: what Graph answers (`{"value": […]}`), an array of objects, or one object a line.
///
/// `null` says nothing, since tools write it for properties that were not asked for; an empty list or text says that there is
/// no value.
enum GraphSeed {
    static func read(into builder: inout SeedBuilder) {
        var reader = PlacedJSONReader(builder.source.text)
        while true {
            do throws(PlacedJSONReader.Mistake) {
                guard let value = try reader.next() else { return }
                add(value, &builder)
            } catch {
                // What follows a mistake has no certain structure.
                builder.report("SEED030", error.message, error.range)
                return
            }
        }
    }

    private static func add(_ top: PlacedJSON, _ builder: inout SeedBuilder) {
        switch top.kind {
        case .array(let elements): for element in elements { object(element, nil, &builder) }
        case .object:
            guard let list = top["value"] else { return object(top, nil, &builder) }
            guard case .array(let elements) = list.kind else {
                return builder.report("SEED031", "\"value\" should be a list of objects", list.range)
            }
            if let next = top["@odata.nextLink"] {
                builder.report(
                    "SEED032",
                    "there is a further page (@odata.nextLink): this is not the whole list",
                    next.range
                )
            }
            let objectClass = top["@odata.context"]?.text.flatMap(collection)
            for element in elements { object(element, objectClass, &builder) }
        default: builder.report("SEED033", "an object should be here", top.range)
        }
    }

    /// The class of a collection that a context names: `…/$metadata#users(id,mail)`.
    private static func collection(_ context: String) -> AttributeName? {
        guard let mark = context.lastIndex(of: "#") else { return nil }
        return SeedNames.objectClass(String(context[context.index(after: mark)...].prefix { $0.isLetter }))
    }

    private static func object(_ value: PlacedJSON, _ objectClass: AttributeName?, _ builder: inout SeedBuilder) {
        guard case .object(let members) = value.kind else {
            return builder.report("SEED033", "an object should be here", value.range)
        }
        var properties: [(String, SeedBuilder.Value, SourceRange)] = []
        for (key, member) in members {
            switch key {
            case "members": properties.append(("members", .texts(identities(member)), member.range))
            case "memberOf": properties.append(("roles", .texts(roles(member)), member.range))
            case "onPremisesExtensionAttributes":
                guard case .object(let extensions) = member.kind else { continue }
                for (name, extended) in extensions {
                    if let value = property(extended) { properties.append((name, value, extended.range)) }
                }
            case _ where key.contains("@odata.") && key != "@odata.type": continue
            default: if let value = property(member) { properties.append((key, value, member.range)) }
            }
        }
        builder.add(properties, objectClass, value.range)
    }

    /// What a value says; nothing where it is `null`, or of a shape that no synchronized attribute has.
    private static func property(_ value: PlacedJSON) -> SeedBuilder.Value? {
        switch value.kind {
        case .string(let text): return .texts(text.isEmpty ? [] : [text])
        case .number(let text): return .texts([text])
        case .flag(let flag): return .flag(flag)
        case .array(let elements):
            let texts = elements.compactMap(\.text)
            return texts.count == elements.count ? .texts(texts) : nil
        case .null, .object: return nil
        }
    }

    /// Who the members of a group are: their identities.
    private static func identities(_ value: PlacedJSON) -> [String] {
        guard case .array(let elements) = value.kind else { return [] }
        return elements.compactMap { $0["id"]?.text ?? $0.text }
    }

    private static func roles(_ value: PlacedJSON) -> [String] {
        guard case .array(let elements) = value.kind else { return [] }
        return elements.filter { $0["@odata.type"]?.text == "#microsoft.graph.directoryRole" }.map {
            $0["displayName"]?.text ?? $0["id"]?.text ?? "a role"
        }
    }
}
