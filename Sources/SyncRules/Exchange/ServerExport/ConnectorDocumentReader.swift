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
            parameters: ParameterValues.read(configuration)
        )
    }

    private static func partition(_ element: MarkupElement) -> ExportedConnector.Partition {
        let filter = element.child("filter")
        let containers = filter?.child("containers")
        return ExportedConnector.Partition(
            identifier: ConnectorID(element.child("id")?.text ?? "").text,
            name: element.child("name")?.text ?? "",
            isSelected: element.child("selected")?.text == "1",
            objectClasses: filter?.child("object-classes")?.children("object-class").map(\.text) ?? [],
            inclusions: containers?.child("inclusions")?.children("inclusion").map(\.text) ?? [],
            exclusions: containers?.child("exclusions")?.children("exclusion").map(\.text) ?? [],
            // How far the server had read is nothing that a configuration decides.
            parameters: ParameterValues.read(element).filter { $0.key != "cookie" }
        )
    }

    private static func runProfile(_ element: MarkupElement) -> ExportedConnector.RunProfile {
        let steps = element.child("configuration")?.children("step") ?? []
        return ExportedConnector.RunProfile(
            name: element.child("name")?.text ?? "",
            steps: steps.map { $0.child("step-type")?.attribute("type") ?? "" }
        )
    }
}
