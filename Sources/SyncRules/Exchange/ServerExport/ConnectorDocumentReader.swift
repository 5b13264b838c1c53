import DirectorySchema
import MarkupReading

/// Reads a `Connector_{…}.xml` file of an exported server configuration.
enum ConnectorDocumentReader {
    static func read(_ bytes: [UInt8], file: String) -> (connector: ExportedConnector?, problems: [ExchangeProblem]) {
        do throws(MarkupError) {
            let schema = try ConnectorExportReader.read(bytes)
            let root = try MarkupReader.read(bytes, with: ConnectorFrame()).tree.root
            var problems = schema.snapshot.unreadable.map {
                ExchangeProblem(.warning, "unreadableDefinition", file: file, "\($0.place): \($0.reason).")
            }
            guard let data = root.flatMap(connectorData), let identifier = data.child("id")?.text, !identifier.isEmpty
            else {
                problems.append(
                    ExchangeProblem(.error, "noConnector", file: file, "It describes no connector with an <id>.")
                )
                return (nil, problems)
            }
            for partition in data.child("ma-partition-data")?.children("partition") ?? []
            where isSelected(partition) == nil {
                let name = partition.child("name")?.text ?? ""
                problems.append(
                    ExchangeProblem(
                        .warning,
                        "unknownValue",
                        file: file,
                        line: partition.position.line,
                        "Whether the partition \(name) is selected is neither 1 nor 0; it was taken for 0."
                    )
                )
            }
            return (connector(data, identifier, schema.snapshot), problems)
        } catch {
            let line = error.position.line
            return (nil, [ExchangeProblem(.error, "malformedFile", file: file, line: line, "\(error)")])
        }
    }

    private static func connectorData(_ root: MarkupElement) -> MarkupElement? {
        root.name.local == "ma-data" ? root : root.child("ma-data")
    }

    private static func connector(
        _ data: MarkupElement,
        _ identifier: String,
        _ schema: SchemaSnapshot
    ) -> ExportedConnector {
        let configuration = data.child("private-configuration")?.children.first
        return ExportedConnector(
            identifier: ConnectorID(identifier).text,
            name: data.child("name")?.text ?? "",
            category: data.child("category")?.text ?? "",
            schema: schema,
            partitions: data.child("ma-partition-data")?.children("partition").map(partition) ?? [],
            attributeInclusion: data.child("attribute-inclusion")?.children("attribute").map(\.text) ?? [],
            runProfiles: data.child("ma-run-data")?.children("run-configuration").map(runProfile) ?? [],
            parameters: ParameterValues.read(configuration),
            settings: settings(data, configuration)
        )
    }

    /// What has a place of its own in the model, and what only says when and in which turn something was written.
    private static let told: Set<String> = [
        "format-version", "id", "name", "category", "creation-time", "last-modification-time", "version",
        "internal-version", "schema", "private-configuration", "attribute-inclusion", "ma-partition-data",
        "ma-run-data",
    ]

    /// Everything else, so that what Dryad does not know is compared all the same.
    ///
    /// The definitions of parameters say what
    /// the connector's program would ask for, not what somebody chose.
    private static func settings(_ data: MarkupElement, _ configuration: MarkupElement?) -> [String: String] {
        let known: Set = ["parameter-values", "parameter-definitions"]
        return SettingValues.read(data, without: told)
            .merging(SettingValues.read(configuration, without: known)) { first, _ in first }
    }

    private static func partition(_ element: MarkupElement) -> ExportedConnector.Partition {
        let filter = element.child("filter")
        let containers = filter?.child("containers")
        return ExportedConnector.Partition(
            identifier: ConnectorID(element.child("id")?.text ?? "").text,
            name: element.child("name")?.text ?? "",
            isSelected: isSelected(element) ?? false,
            objectClasses: filter?.child("object-classes")?.children("object-class").map(\.text) ?? [],
            inclusions: containers?.child("inclusions")?.children("inclusion").map(\.text) ?? [],
            exclusions: containers?.child("exclusions")?.children("exclusion").map(\.text) ?? [],
            // How far the server had read is nothing that a configuration decides.
            parameters: ParameterValues.read(element).filter { $0.key != "cookie" },
            settings: SettingValues.read(
                element,
                without: [
                    "id", "name", "creation-time", "last-modification-time", "version", "selected", "filter",
                    "parameter-values",
                ]
            )
        )
    }

    private static func isSelected(_ partition: MarkupElement) -> Bool? {
        ServerOptions.flag(ExchangeText.trimmed(partition.child("selected")?.text ?? "0"))
    }

    private static func runProfile(_ element: MarkupElement) -> ExportedConnector.RunProfile {
        let steps = element.child("configuration")?.children("step") ?? []
        return ExportedConnector.RunProfile(
            name: element.child("name")?.text ?? "",
            steps: steps.map { $0.child("step-type")?.attribute("type") ?? "" },
            stepSettings: steps.map { SettingValues.read($0, without: []) }
        )
    }
}
