import Lab

/// The forests of a lab.
struct LabReport: Report {
    static let kind = "lab"
    let result: [LabForest]

    /// Says what the lab is doing.
    static func tell(_ event: LabEvent) { Output.note("\(event.forest): \(event.sentence)") }

    func text(_ style: Style) -> String {
        guard !result.isEmpty else { return "There is no forest in this lab; `dryad lab up` makes some." }
        var table = TextTable(
            ["forest", "served by", "address", "account", "objects", "installed", "process"],
            rightAligned: [4]
        )
        for forest in result {
            table.add([
                forest.name, forest.kind == .samba ? "Samba AD" : "slapd", forest.secureURL, forest.bindName,
                "\(forest.objects)",
                forest.features.isEmpty ? "-" : forest.features.map(\.rawValue).joined(separator: ", "),
                forest.processIdentifier.map { "\($0)" } ?? "not running",
            ])
        }
        return table.text(style)
    }
}
