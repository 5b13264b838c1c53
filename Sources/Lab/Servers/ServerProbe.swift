import Foundation

/// Waits until a server answers.
struct ServerProbe {
    private let url: String
    private let search: String
    private let limited: Tool

    init(url: String) throws(LabError) {
        self.url = url
        search = try Tool("ldapsearch", package: "ldap-utils").path
        limited = try Tool("timeout", package: "coreutils")
    }

    /// Returns when the server shows its root entry; throws when its process ends or `patience` is over.
    ///
    /// A server that is just coming up may take a connection and never answer on it: each question is given up after a
    /// while, and asked again. A domain controller that starts beside others on two busy cores has taken more than a minute.
    func wait(for process: ProcessIdentity, log: String, patience: Duration = .seconds(180)) async throws {
        let deadline = ContinuousClock.now + patience
        var (limit, answers): (Int64, Int) = (5, 0)
        while process.isRunning, ContinuousClock.now < deadline {
            let left = (deadline - ContinuousClock.now).components.seconds
            let answer = try await limited.output(
                [
                    "\(max(1, min(limit, left)))", search, "-x", "-LLL", "-H", url, "-b", "", "-s", "base",
                    "defaultNamingContext",
                ]
            )
            // A busy machine may need longer; 124 says that the time was over (timeout(1)).
            if answer.status == 124 { limit *= 2 }
            // Somebody else's server may answer at an address that ours could not take: ours has ended then, and the
            // second answer is one that it gave itself.
            if answer.status == 0, answer.text.contains("defaultNamingContext") {
                answers += 1
                if answers > 1, process.isRunning { return }
            }
            try await Task.sleep(for: .milliseconds(30))
        }
        let why = process.isRunning ? "did not answer within \(patience)" : "ended at once"
        throw LabError(.serverFailed, "The server at \(url) \(why). Its last words are in \(log).\(Self.words(log))")
    }

    /// The last lines of a log, since the file may be gone with its lab when somebody wants to look.
    private static func words(_ log: String) -> String {
        guard let text = try? String(contentsOfFile: log, encoding: .utf8) else { return "" }
        return text.split(whereSeparator: \.isNewline).suffix(6).map { "\n  \($0)" }.joined()
    }
}
