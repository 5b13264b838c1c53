import MarkupReading

/// What a file says in elements that the model has no place for, as values by the paths of their elements.
enum SettingValues {
    /// The values below an element, but for those of some of its children.
    ///
    /// Their paths are `custom-data/page-size` and, of an attribute, `ssl-bind@crl-check`. Several elements of one name are
    /// one value, in whatever order they stand.
    static func read(_ element: MarkupElement?, without: Set<String>) -> [String: String] {
        var values: [String: String] = [:]
        if let element { add(element.children.filter { !without.contains($0.name.local) }, "", &values) }
        return values
    }

    private static func add(_ elements: [MarkupElement], _ path: String, _ values: inout [String: String]) {
        for (name, same) in Dictionary(grouping: elements, by: \.name.local) {
            let place = path.isEmpty ? name : "\(path)/\(name)"
            guard same.count == 1, let element = same.first else {
                values[place] = same.map(text).sorted().joined(separator: "; ")
                continue
            }
            for attribute in element.attributes { values["\(place)@\(attribute.name.local)"] = attribute.value }
            let text = ExchangeText.trimmed(element.text)
            if element.children.isEmpty || !text.isEmpty { values[place] = text }
            add(element.children, place, &values)
        }
    }

    /// An element as one text, which is the same for the same content.
    private static func text(_ element: MarkupElement) -> String {
        let attributes = element.attributes.map { "\($0.name.local)=\($0.value)" }.sorted()
        let own = ExchangeText.trimmed(element.text)
        let children = element.children.map { "\($0.name.local): \(text($0))" }.sorted()
        let inner = children.isEmpty ? [] : ["(" + children.joined(separator: ", ") + ")"]
        return (attributes + (own.isEmpty ? [] : [own]) + inner).joined(separator: " ")
    }
}
