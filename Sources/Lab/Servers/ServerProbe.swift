/// Waits until a server answers.
struct ServerProbe {
    private let url: String
    private let search: Tool

    init(url: String) throws(LabError) {
        self.url = url
        search = try Tool("ldapsearch", package: "ldap-utils")
    }

    /// Returns when the server shows its root entry; throws when its process ends or `patience` is over.
    func wait(for process: ProcessIdentity, log: String, patience: Duration = .seconds(60)) async throws {
        let deadline = ContinuousClock.now + patience
        while process.isRunning, ContinuousClock.now < deadline {
            let answer = try await search.output(
                ["-x", "-LLL", "-H", url, "-b", "", "-s", "base", "defaultNamingContext"]
            )
            if answer.status == 0, answer.text.contains("defaultNamingContext") { return }
            try await Task.sleep(for: .milliseconds(30))
        }
        let why = process.isRunning ? "did not answer within \(patience)" : "ended at once"
        throw LabError(.serverFailed, "The server at \(url) \(why). Its last words are in \(log).")
    }
}
