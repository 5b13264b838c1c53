import HTTPTypes

extension Refusal {
    /// More tasks or streams than one person needs.
    static let busy = Refusal(
        status: .serviceUnavailable,
        title: "Too much at once",
        advice: ["Many tasks are being worked on already. Wait until one of them has ended, then begin again."],
        next: ("Tasks", ConsolePath("tasks"))
    )

    /// A plan that is being applied already, or was.
    static let notWaiting = Refusal(
        status: .conflict,
        title: "No plan is waiting here",
        advice: [
            "It has been applied already, or there is nothing to apply. This time nothing was done.",
            "The list of tasks shows what became of it.",
        ],
        next: ("Tasks", ConsolePath("tasks"))
    )

    /// Somebody else holds the workspace: the counterpart of the exit code 5.
    static func inUse(_ reason: String) -> Refusal {
        Refusal(
            status: .conflict,
            title: "The workspace is in use",
            advice: [
                reason,
                "Nothing was done. Looking and planning go on, and the plan waits: send it again from its page then.",
            ],
            next: ("Tasks", ConsolePath("tasks"))
        )
    }

    /// Another plan than the one that was shown.
    static let otherPlan = Refusal(
        status: .conflict,
        title: "That is another plan",
        advice: [
            "The form belongs to a plan that is not the one waiting here. Look at the plan again and send it from there."
        ],
        next: ("Tasks", ConsolePath("tasks"))
    )

    /// A plan whose basis has moved.
    static func stale(_ reason: String) -> Refusal {
        Refusal(
            status: .conflict,
            title: "The plan is stale",
            advice: [reason + " Nothing was done.", "Begin the task again: its new plan shows what is true now."],
            next: ("Tasks", ConsolePath("tasks"))
        )
    }

    /// A form that does not say what its task has to know.
    static func unanswered(_ title: String, _ advice: String, _ task: any ConsoleTask) -> Refusal {
        Refusal(
            status: .badRequest,
            title: title,
            advice: ["Nothing was planned. \(advice), and send the form again."],
            next: (task.title, task.path)
        )
    }
}
