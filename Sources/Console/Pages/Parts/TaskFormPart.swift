import Diagnostics

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
        /// How far below the first ones it stands; nothing where it does not.
        let depth: String?
    }

    /// A field for text.
    struct Entry: Sendable {
        let legend: String
        let name: String
        let label: String
        let hint: String
        let value: String
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
    private(set) var entries: [Entry] = []
    /// Whether the button does not do what the page is about.
    var isQuiet = false

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
        add(legend, name, "checkbox", ticks.map { ($0.value, $0.label, $0.hint, $0.isTicked, false, 0) })
    }

    /// Adds things of which any number may be ticked, some of them not at all, as a tree.
    mutating func addChoices(
        _ legend: String,
        name: String,
        _ ticks: [(value: String, label: String, hint: String?, isTicked: Bool, isDisabled: Bool, depth: Int)]
    ) {
        add(
            legend,
            name,
            "checkbox",
            ticks.map { ($0.value, $0.label, $0.hint, $0.isTicked, $0.isDisabled, $0.depth) }
        )
    }

    /// Adds a field for text.
    mutating func addText(_ legend: String, name: String, label: String, hint: String, value: String) {
        entries.append(Entry(legend: legend, name: name, label: label, hint: hint, value: value))
    }

    /// Adds things of which one is chosen.
    mutating func addChoice(
        _ legend: String,
        name: String,
        _ choices: [(value: String, label: String, hint: String?, isChosen: Bool, isDisabled: Bool)]
    ) {
        add(legend, name, "radio", choices.map { ($0.value, $0.label, $0.hint, $0.isChosen, $0.isDisabled, 0) })
    }

    /// Adds a value that goes along.
    mutating func addHidden(_ name: String, _ value: String) { hidden.append(Hidden(name: name, value: value)) }

    private mutating func add(
        _ legend: String,
        _ name: String,
        _ type: String,
        _ choices: [(value: String, label: String, hint: String?, isChosen: Bool, isDisabled: Bool, depth: Int)]
    ) {
        groups.append(
            Group(
                legend: legend,
                choices: choices.enumerated().map { place, choice in
                    Choice(
                        name: name,
                        value: choice.value,
                        label: Terminal.visible(choice.label),
                        hint: choice.hint.map { Terminal.visible($0) },
                        isChosen: choice.isChosen,
                        type: type,
                        id: "\(name)-\(groups.count)-\(place)",
                        isDisabled: choice.isDisabled,
                        depth: choice.depth > 0 ? "depth-\(choice.depth)" : nil
                    )
                }
            )
        )
    }
}
