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
        var answers = 0
        while process.isRunning, ContinuousClock.now < deadline {
            let answer = try await search.output(
                ["-x", "-LLL", "-H", url, "-b", "", "-s", "base", "defaultNamingContext"]
            )
            // Somebody else's server may answer at an address that ours could not take: ours has ended then, and the
            // second answer is one that it gave itself.
            if answer.status == 0, answer.text.contains("defaultNamingContext") {
                answers += 1
                if answers > 1, process.isRunning { return }
            }
            try await Task.sleep(for: .milliseconds(30))
        }
        let why = process.isRunning ? "did not answer within \(patience)" : "ended at once"
        throw LabError(.serverFailed, "The server at \(url) \(why). Its last words are in \(log).")
    }
}
