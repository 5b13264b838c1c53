import WizardTasks

/// One way through a task, from the answered question to what was done.
struct TaskJob: Sendable {
    /// How far it has come.
    enum Phase: Sendable {
        /// The plan is being made.
        case planning
        /// The plan waits for a person.
        case ready(PreparedTask)
        /// It was looked at, and this was found; nothing waits.
        case found([any PagePart])
        /// It is being applied.
        case applying
        /// It is done.
        case done([String], SynchronizationReport?)
        /// It ended otherwise.
        case failed(Refusal)
    }

    /// Its number in this process.
    let number: Int
    /// The task's name and title.
    let name: String
    let title: String
    /// Whose it is.
    var session: SessionName
    /// Whether it is one of the wizard's, which hold the workspace while they are open.
    let isWizard: Bool
    /// How far it has come.
    var phase = Phase.planning
    /// The newest sentence about its progress.
    var progress = "It has begun."

    /// Whether something is still being worked on.
    var isWorking: Bool {
        switch phase {
        case .planning, .applying: true
        case .ready, .found, .done, .failed: false
        }
    }

    /// Where it is looked at.
    var path: ConsolePath { ConsolePath("tasks", "jobs", "\(number)") }
    /// Where its plan can be had as a file.
    var planPath: ConsolePath { ConsolePath("tasks", "jobs", "\(number)", "plan") }
    /// Where its progress can be listened to.
    var eventsPath: ConsolePath { ConsolePath("tasks", "jobs", "\(number)", "events") }
}
