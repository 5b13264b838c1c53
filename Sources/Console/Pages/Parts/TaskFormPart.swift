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
        let name: String
        let label: String
        let hint: String
        let value: String
        /// The most characters that it takes.
        let most: Int
    }

    /// Fields for text that belong together.
    struct EntryGroup: Sendable {
        let legend: String
        var entries: [Entry]
    }

    /// Choices that belong together.
    struct Group: Sendable {
        let legend: String
        let choices: [Choice]
        /// What stands in their place until somebody opens them; nothing where they are open.
        let summary: String?
    }

    /// One part of the form: choices or fields for text.
    struct Section: Sendable {
        let group: Group?
        var entryGroup: EntryGroup?
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
    /// In the order in which they were added.
    private(set) var sections: [Section] = []
    private(set) var hidden: [Hidden] = []
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

    /// Adds many things to tick that stand folded below a summary until somebody opens them.
    mutating func addFolded(
        _ legend: String,
        summary: String,
        name: String,
        _ ticks: [(value: String, label: String, hint: String?, isTicked: Bool, isDisabled: Bool)]
    ) {
        add(
            legend,
            name,
            "checkbox",
            ticks.map { ($0.value, $0.label, $0.hint, $0.isTicked, $0.isDisabled, 0) },
            summary: summary
        )
    }

    /// Adds a field for text; those of one legend that follow each other stand together.
    mutating func addText(
        _ legend: String,
        name: String,
        label: String,
        hint: String,
        value: String = "",
        most: Int = 255
    ) {
        let entry = Entry(name: name, label: label, hint: hint, value: Terminal.visible(value), most: most)
        guard let last = sections.indices.last, sections[last].entryGroup?.legend == legend else {
            sections.append(Section(group: nil, entryGroup: EntryGroup(legend: legend, entries: [entry])))
            return
        }
        sections[last].entryGroup?.entries.append(entry)
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
        _ choices: [(value: String, label: String, hint: String?, isChosen: Bool, isDisabled: Bool, depth: Int)],
        summary: String? = nil
    ) {
        // Numbered among the choices alone: fields for text beside them change nothing about their names.
        let number = sections.count { $0.group != nil }
        let group = Group(
            legend: legend,
            choices: choices.enumerated().map { place, choice in
                Choice(
                    name: name,
                    value: choice.value,
                    label: Terminal.visible(choice.label),
                    hint: choice.hint.map { Terminal.visible($0) },
                    isChosen: choice.isChosen,
                    type: type,
                    id: "\(name)-\(number)-\(place)",
                    isDisabled: choice.isDisabled,
                    depth: choice.depth > 0 ? "depth-\(choice.depth)" : nil
                )
            },
            summary: summary
        )
        sections.append(Section(group: group, entryGroup: nil))
    }
}
