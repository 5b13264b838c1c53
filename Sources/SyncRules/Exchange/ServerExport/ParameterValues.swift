import MarkupReading

/// `<parameter-values>` of connectors, partitions and the whole server.
enum ParameterValues {
    /// The values by name; what is encrypted is no value.
    static func read(_ element: MarkupElement?) -> [String: String] {
        var values: [String: String] = [:]
        for parameter in element?.child("parameter-values")?.children("parameter") ?? [] {
            guard let name = parameter.attribute("name"), parameter.attribute("encrypted") != "1",
                parameter.attribute("type") != "encrypted-string"
            else { continue }
            values[name] = parameter.text
        }
        return values
    }
}
