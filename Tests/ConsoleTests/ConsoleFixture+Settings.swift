import Foundation
import Plans
import TestSupport
import Testing
import WizardTasks

extension ConsoleFixture {
    /// Writes dryad.yaml anew, as a person with an editor would.
    func edit(_ change: (String) -> String) throws {
        let path = workspaceFolder.configuration
        try Data(change(try String(contentsOfFile: path, encoding: .utf8)).utf8).write(to: URL(filePath: path))
    }

    /// Filters the forest that was added last by a group, as an installation can.
    func filterByGroup(_ group: String) throws {
        try edit { ($0.hasSuffix("\n") ? $0 : $0 + "\n") + "    groupFilter: \"\(group)\"\n" }
    }

    /// Lets people sign in at AD FS, with one domain that is federated and one that is not verified.
    func federate() async throws {
        let tenant = ConfigureTenant(in: try await open())
        for domain in ["contoso.com", "fabrikam.com"] { try await tenant.add(domain: domain) }
        _ = try await tenant.verify(domain: "contoso.com")
        let task = ChangeSettings(in: try await open())
        try await task.apply(
            try await task.plan(.signIn(SignInRequest(method: .federation, federationService: "sts.contoso.com")))
        )
    }

    /// Sends a task's form and gives the page that comes of it.
    func result(
        of task: String,
        _ cookie: String,
        _ fields: [(String, String)]
    ) async throws -> (status: Int, body: String) {
        let answer = try await settled(try await begin(task, cookie, fields), cookie)
        return (answer.status, answer.body)
    }

    /// Applies a task's plan and expects that it is done.
    func carryOut(_ task: String, _ cookie: String, _ fields: [(String, String)]) async throws -> String {
        let job = try await begin(task, cookie, fields)
        let plan = try await settled(job, cookie).body
        #expect(try await configure(job, cookie).answer.status == 303)
        let done = try await settled(job, cookie)
        #expect(done.body.contains("Configuration complete"), "\(done.body)")
        return plan
    }

    /// What a page's form sends where nobody touches it: what is ticked or chosen, hidden fields and texts.
    static func untouched(_ page: String, to action: String) -> [(String, String)] {
        guard let start = page.range(of: "action=\"\(action)\""),
            let end = page.range(of: "</form>", range: start.upperBound..<page.endIndex)
        else { return [] }
        return page[start.upperBound..<end.lowerBound].components(separatedBy: "<input ").dropFirst().compactMap {
            part in
            let tag = String(part.prefix { $0 != ">" })
            func attribute(_ name: String) -> String? {
                tag.range(of: " \(name)=\"").map { String(tag[$0.upperBound...].prefix { $0 != "\"" }) }
            }
            guard let name = attribute("name"), name != "form", let value = attribute("value") else { return nil }
            let isChoice = tag.hasPrefix("type=\"checkbox\"") || tag.hasPrefix("type=\"radio\"")
            guard !isChoice || tag.contains(" checked"), !tag.contains(" disabled") else { return nil }
            return (name, value)
        }
    }
}
