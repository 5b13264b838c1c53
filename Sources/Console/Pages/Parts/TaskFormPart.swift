/// A form that does something; its token works once.
struct TaskFormPart: PagePart {
    /// One thing to tick or to choose.
    struct Choice: Sendable {
        let name: String
        let value: String
        let label: String
        let hint: String?
        let isChosen: Bool
        let type: String
        let id: String
        let isDisabled: Bool
    }

    /// Choices that belong together.
    struct Group: Sendable {
        let legend: String
        let choices: [Choice]
    }

    /// A value that goes along.
    struct Hidden: Sendable {
        let name: String
        let value: String
    }

    static let template = "taskform"

    let path: String
    let token: String
    let button: String
    private(set) var groups: [Group] = []
    private(set) var hidden: [Hidden] = []

    init(path: ConsolePath, token: String, button: String) {
        self.path = path.description
        self.token = token
        self.button = button
    }

    /// Adds things of which any number may be ticked.
    mutating func addTicks(
        _ legend: String,
        name: String,
        _ ticks: [(value: String, label: String, hint: String?, isTicked: Bool)]
    ) {
        add(legend, name, "checkbox", ticks.map { ($0.value, $0.label, $0.hint, $0.isTicked, false) })
    }

    /// Adds things of which one is chosen.
    mutating func addChoice(
        _ legend: String,
        name: String,
        _ choices: [(value: String, label: String, hint: String?, isChosen: Bool, isDisabled: Bool)]
    ) {
        add(legend, name, "radio", choices)
    }

    /// Adds a value that goes along.
    mutating func addHidden(_ name: String, _ value: String) { hidden.append(Hidden(name: name, value: value)) }

    private mutating func add(
        _ legend: String,
        _ name: String,
        _ type: String,
        _ choices: [(value: String, label: String, hint: String?, isChosen: Bool, isDisabled: Bool)]
    ) {
        groups.append(
            Group(
                legend: legend,
                choices: choices.enumerated().map { place, choice in
                    Choice(
                        name: name,
                        value: choice.value,
                        label: choice.label,
                        hint: choice.hint,
                        isChosen: choice.isChosen,
                        type: type,
                        id: "\(name)-\(groups.count)-\(place)",
                        isDisabled: choice.isDisabled
                    )
                }
            )
        )
    }
}
