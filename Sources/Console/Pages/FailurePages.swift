import HTTPTypes
import Hummingbird
import WizardTasks

/// Pages for what goes wrong: each says what happened and what to do.
enum FailurePages {
    /// The page of a refusal.
    static func page(for refusal: Refusal) -> Page {
        let next = refusal.next ?? ("Overview", ConsolePath())
        return Page(
            title: refusal.title,
            place: "-",
            parts: [
                NoticePart(kind: .bad, title: "Nothing was done", lines: refusal.advice),
                LinksPart(links: [(next.label, next.path)]),
            ]
        )
    }

    /// The refusal that an error of a task stands for.
    static func refusal(for error: any Error) -> Refusal {
        if let refusal = error as? Refusal { return refusal }
        let message = "\(error)".split(separator: "\n", omittingEmptySubsequences: true).map { String($0) }
        switch TaskFailureKind(of: error) {
        case .stale:
            return Refusal(
                status: .conflict,
                title: "The plan is stale",
                advice: message + ["Begin the task again: its new plan shows what is true now."],
                next: ("Tasks", ConsolePath("tasks"))
            )
        case .locked:
            return Refusal(
                status: .conflict,
                title: "The workspace is in use",
                advice: message + ["Looking and planning go on; only applying has to wait."],
                next: ("Tasks", ConsolePath("tasks"))
            )
        case .guarded:
            return Refusal(status: .conflict, title: "Stopped by a guard", advice: message)
        case .refused:
            return Refusal(status: .badRequest, title: "This cannot be done", advice: message)
        case .failed:
            return Refusal(status: .internalServerError, title: "This did not work", advice: message)
        }
    }
}
