/// A form that narrows a list down; it changes nothing and its answers are in the address.
struct FilterPart: PagePart {
    /// One of the choices of a list.
    struct Option: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    /// One field.
    struct Field: Sendable {
        let name: String
        let label: String
        let value: String
        let options: [Option]
        let isList: Bool
    }

    static let template = "filter"

    let path: String
    let label: String
    private(set) var fields: [Field] = []

    init(_ label: String, path: ConsolePath) {
        self.label = label
        self.path = path.description
    }

    /// Adds a field for text.
    mutating func addText(_ name: String, _ label: String, value: String?) {
        fields.append(Field(name: name, label: label, value: value ?? "", options: [], isList: false))
    }

    /// Adds a list; the first choice stands for all where it has no value.
    mutating func addList(_ name: String, _ label: String, _ options: [(value: String, label: String)], value: String?)
    {
        fields.append(
            Field(
                name: name,
                label: label,
                value: "",
                options: options.map {
                    Option(value: $0.value, label: $0.label, isSelected: $0.value == (value ?? ""))
                },
                isList: true
            )
        )
    }
}
