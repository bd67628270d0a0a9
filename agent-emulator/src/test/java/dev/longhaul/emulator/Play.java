package dev.longhaul.emulator;

import java.io.IOException;

/** The fixture: an emulator, a client of it and the brain behind it, closed when the test is over. */
final class Play {

    private Play() {}

    interface Scenario {
        void play(Client client, TestBrain brain, MessagesEmulator emulator) throws IOException, InterruptedException;
    }

    static void run(Scenario scenario) throws IOException, InterruptedException {
        run(FaultPlan.none(), scenario);
    }

    static void run(FaultPlan faults, Scenario scenario) throws IOException, InterruptedException {
        run(MessagesEmulator.builder().faults(faults), scenario);
    }

    static void run(MessagesEmulator.Builder settings, Scenario scenario) throws IOException, InterruptedException {
        TestBrain brain = new TestBrain();
        try (MessagesEmulator emulator = settings.brain(brain).start()) {
            scenario.play(new Client(emulator), brain, emulator);
        }
    }
}
