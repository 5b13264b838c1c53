import Foundation
import HTTPTypes
import Plans
import SyncRules
import WizardTasks

/// Customize synchronization options: a directory is added, after it has answered.
struct DirectoryTask: PlanningTask {
    let name = "directory"
    let title = "Connect your directories"
    let summary = "Adds a directory, over LDAP or from an LDIF file, once it has answered."

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        var form = TaskFormPart(path: path, token: token, button: "Ask the directory")
        func add(_ legend: String, _ name: String, _ label: String, _ hint: String) {
            form.addText(legend, name: name, label: label, hint: hint, most: 1_000)
        }
        add("Directory", "name", "Name", "The one by which you call the forest, such as contoso.test.")
        add(
            "Directory",
            "where",
            "Where it is",
            "ldaps://host, ldap://host:port, or the path of an LDIF file, from / on."
        )
        add("Who reads it", "account", "Account", "A DN or a user principal name; nothing where nobody signs in.")
        add(
            "Who reads it",
            "passwordFile",
            "File with the password",
            "Its path from / on, never the password itself. Nobody but you may read the file (chmod 600)."
        )
        add(
            "Who reads it",
            "caFile",
            "Certificate authorities to trust",
            "The path of a PEM file, from / on; nothing for those of the system."
        )
        form.addTicks(
            "Connection",
            name: "startTLS",
            [
                (
                    "on", "Begin TLS on a plain connection", "For ldap:// alone; ldaps:// has TLS from the beginning.",
                    false
                )
            ]
        )
        return [
            TablePart.paged(
                title: "Directories",
                caption: "Directories of this workspace",
                columns: ["directory", "connector"],
                empty: "None yet.",
                rows: workspace.configuration.forests,
                TablePages(query, path),
                "from"
            ) { [[TextLine($0.name)], [TextLine($0.connector.text)]] },
            TextPart(
                title: "Add a directory",
                [
                    TextLine(
                        "A password never travels through a page: the console reads the file when it asks the directory, and "
                            + "dryad.yaml keeps the path alone. Kerberos, certificates and several servers: dryad forest add."
                    )
                ]
            ), form,
        ]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        guard let name = form["name"] else {
            throw Refusal.unanswered("The directory has no name", "Say how you call it", self)
        }
        let source = try source(form)
        let (plan, facts) = try await ask(name, source, workspace)
        var said = FactsPart(title: "What \(name) says of itself")
        for fact in facts { said.add(fact.name, fact.value) }
        return try SettingsPlan.prepared(
            plan,
            sentence: "The directory \(name) has answered, and is added.",
            before: [said],
            done: "\(name) is a directory of this workspace now. Next: Refresh directory schema reads its schema.",
            offersSynchronization: false
        )
    }

    /// Asks the directory, or says what to do where it does not answer.
    private func ask(
        _ name: String,
        _ source: ForestConfiguration.Source,
        _ workspace: Workspace
    ) async throws -> (plan: Plan<SettingsContent>, facts: [ForestFact]) {
        do {
            return try await AddForest(in: workspace).plan(name: name, source: source)
        } catch let error as TaskError where TaskFailureKind(of: error) == .failed {
            throw Refusal(
                status: .badRequest,
                title: "This cannot be done",
                advice: "\(error)".split(separator: "\n").map { String($0) } + ["Nothing was added."],
                next: (title, path)
            )
        } catch let error where TaskFailureKind(of: error) == .failed {
            throw Refusal(
                status: .badGateway,
                title: "The directory does not answer as it should",
                advice: "\(error)".split(separator: "\n").map { String($0) } + [
                    "Nothing was added. See to the address, the account and the files, and send the form again."
                ],
                next: (title, path)
            )
        }
    }

    private func source(_ form: FormFields) throws(Refusal) -> ForestConfiguration.Source {
        guard let place = form["where"] else {
            throw Refusal.unanswered(
                "Nothing says where the directory is",
                "Write its address, or the path of a file",
                self
            )
        }
        guard place.lowercased().hasPrefix("ldap"), place.contains("://") else {
            return .file(try path(place, "an address such as ldaps://dc1.contoso.test, or the path of an LDIF file"))
        }
        var server = ForestConfiguration.Server(url: place)
        server.startsTLS = form["startTLS"] == "on"
        guard !server.startsTLS || place.lowercased().hasPrefix("ldap://") else {
            throw Refusal.unanswered(
                "TLS is begun on ldap:// alone",
                "Untick it: ldaps:// has TLS from the beginning",
                self
            )
        }
        server.bindName = form["account"]
        guard let file = form["passwordFile"] else {
            guard server.bindName == nil else {
                throw Refusal.unanswered("The account needs a password", "Name the file that it stands in", self)
            }
            server.certificateAuthorityFile = try authorities(form)
            return .server(server)
        }
        guard server.bindName != nil else {
            throw Refusal.unanswered("The password belongs to nobody", "Say who signs in with it", self)
        }
        server.password = .file(try path(file, "the path of the file with the password, never the password itself"))
        server.certificateAuthorityFile = try authorities(form)
        return .server(server)
    }

    private func authorities(_ form: FormFields) throws(Refusal) -> String? {
        guard let file = form["caFile"] else { return nil }
        return try path(file, "the path of a PEM file")
    }

    /// A path from the root on, as the command would write it; what was typed in its place is not repeated, since it may be a password.
    private func path(_ text: String, _ wanted: String) throws(Refusal) -> String {
        guard text.hasPrefix("/") else {
            throw Refusal.unanswered("That is no path from / on", "Write \(wanted)", self)
        }
        return URL(filePath: text).standardizedFileURL.path(percentEncoded: false)
    }
}
