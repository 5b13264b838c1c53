import Directory

/// Which classes take over what another class allows: those below it, and those whose auxiliary it is.
struct ClassDependence {
    private var dependents: [String: [String]] = [:]

    init(_ schema: SchemaSnapshot) {
        for definition in schema.classes {
            let sources = definition.superiors + definition.auxiliaries + (definition.contentRule?.auxiliaries ?? [])
            for source in sources {
                let name = schema.objectClass(source)?.name ?? source
                dependents[name.folded, default: []].append(definition.name.folded)
            }
        }
    }

    /// The classes of those names, and all that depend on them.
    func affected(by names: Set<String>) -> Set<String> {
        var affected = names
        var waiting = Array(names)
        while let name = waiting.popLast() {
            for dependent in dependents[name] ?? [] where affected.insert(dependent).inserted {
                waiting.append(dependent)
            }
        }
        return affected
    }
}
