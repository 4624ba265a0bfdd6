<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>This point</source>
        <translation>This point</translation>
    </message>
    <message>
        <source>Number of this point</source>
        <translation>Number of this point</translation>
    </message>
    <message>
        <source>Name of this machine</source>
        <translation>Name of this machine</translation>
    </message>
    <message>
        <source>Network address</source>
        <translation>Network address</translation>
    </message>
    <message>
        <source>Kiosk version</source>
        <translation>Kiosk version</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Settings file</translation>
    </message>
    <message>
        <source>State folder</source>
        <translation>State folder</translation>
    </message>
    <message>
        <source>Help number</source>
        <translation>Help number</translation>
    </message>
    <message>
        <source>Version {version} is being tried, {before} comes back if it does not run well</source>
        <translation>Version {version} is being tried, {before} comes back if it does not run well</translation>
    </message>
    <message>
        <source>Updated to version {version}, {when}</source>
        <translation>Updated to version {version}, {when}</translation>
    </message>
    <message>
        <source>Version {version} did not stay: {before} is back since {when}</source>
        <translation>Version {version} did not stay: {before} is back since {when}</translation>
    </message>
</context>
<context>
    <name>AboutView</name>
    <message>
        <source>About this machine</source>
        <translation>About this machine</translation>
    </message>
</context>
<context>
    <name>Access</name>
    <message>
        <source>The old PIN is wrong</source>
        <translation>The old PIN is wrong</translation>
    </message>
    <message>
        <source>The PIN has not been changed. Please type it again.</source>
        <translation>The PIN has not been changed. Please type it again.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 12 digits</source>
        <translation>A PIN has 4 to 12 digits</translation>
    </message>
    <message>
        <source>The PIN could not be stored</source>
        <translation>The PIN could not be stored</translation>
    </message>
    <message>
        <source>The old PIN still holds. Please try again later.</source>
        <translation>The old PIN still holds. Please try again later.</translation>
    </message>
    <message>
        <source>The two new PINs are not the same</source>
        <translation>The two new PINs are not the same</translation>
    </message>
    <message>
        <source>The PIN was wrong too often</source>
        <translation>The PIN was wrong too often</translation>
    </message>
    <message>
        <source>No PIN is taken for a while. Please try again later.</source>
        <translation>No PIN is taken for a while. Please try again later.</translation>
    </message>
    <message>
        <source>The calendar does not take this password</source>
        <translation>The calendar does not take this password</translation>
    </message>
    <message>
        <source>It was not stored. Please type it again.</source>
        <translation>It was not stored. Please type it again.</translation>
    </message>
    <message>
        <source>The password could not be stored</source>
        <translation>The password could not be stored</translation>
    </message>
    <message>
        <source>The old one still holds. Please try again later.</source>
        <translation>The old one still holds. Please try again later.</translation>
    </message>
</context>
<context>
    <name>AccessView</name>
    <message>
        <source>Help number</source>
        <translation>Help number</translation>
    </message>
    <message>
        <source>Name of the helper</source>
        <translation>Name of the helper</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Change the PIN</translation>
    </message>
    <message>
        <source>Password of the calendar</source>
        <translation>Password of the calendar</translation>
    </message>
    <message>
        <source>Password of the relay</source>
        <translation>Password of the relay</translation>
    </message>
    <message>
        <source>Numbers and passwords</source>
        <translation>Numbers and passwords</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Technician&apos;s PIN</source>
        <translation>Technician&apos;s PIN</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>not needed</translation>
    </message>
    <message>
        <source>This point</source>
        <translation>This point</translation>
    </message>
    <message>
        <source>Set up anew</source>
        <translation>Set up anew</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>Number to call</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The PIN until now</source>
        <translation>The PIN until now</translation>
    </message>
    <message>
        <source>The new PIN, 4 to 12 digits</source>
        <translation>The new PIN, 4 to 12 digits</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>The new PIN once more</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>Checking and storing…</source>
        <translation>Checking and storing…</translation>
    </message>
    <message>
        <source>The PIN has been changed</source>
        <translation>The PIN has been changed</translation>
    </message>
    <message>
        <source>The calendar takes the password. It is stored.</source>
        <translation>The calendar takes the password. It is stored.</translation>
    </message>
    <message>
        <source>The password is stored. It could not be tried now.</source>
        <translation>The password is stored. It could not be tried now.</translation>
    </message>
    <message>
        <source>It is used once the program has been restarted.</source>
        <translation>It is used once the program has been restarted.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Restart the program</source>
        <translation>Restart the program</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>CentredPane</name>
    <message>
        <source>No meeting has been announced yet</source>
        <translation>No meeting has been announced yet</translation>
    </message>
    <message>
        <source>Fetching the agenda</source>
        <translation>Fetching the agenda</translation>
    </message>
    <message>
        <source>The agenda cannot be fetched</source>
        <translation>The agenda cannot be fetched</translation>
    </message>
    <message>
        <source>No calendar has been set up on this machine</source>
        <translation>No calendar has been set up on this machine</translation>
    </message>
    <message>
        <source>A new meeting appears here by itself. Nothing to press.</source>
        <translation>A new meeting appears here by itself. Nothing to press.</translation>
    </message>
    <message>
        <source>Please wait a moment, nothing to press.</source>
        <translation>Please wait a moment, nothing to press.</translation>
    </message>
    <message>
        <source>The machine keeps trying by itself, nothing to press.</source>
        <translation>The machine keeps trying by itself, nothing to press.</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Please call the technician.</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>blur {value}</source>
        <translation>blur {value}</translation>
    </message>
    <message>
        <source>bright {value}</source>
        <translation>bright {value}</translation>
    </message>
    <message>
        <source>noise {value}</source>
        <translation>noise {value}</translation>
    </message>
    <message>
        <source>speech {value}</source>
        <translation>speech {value}</translation>
    </message>
    <message>
        <source>delay {value}</source>
        <translation>delay {value}</translation>
    </message>
    <message>
        <source>echo less by {value}</source>
        <translation>echo less by {value}</translation>
    </message>
    <message>
        <source>version {value}</source>
        <translation>version {value}</translation>
    </message>
    <message>
        <source>round trip {value}</source>
        <translation>round trip {value}</translation>
    </message>
    <message>
        <source>up {value}</source>
        <translation>up {value}</translation>
    </message>
    <message>
        <source>down {value}</source>
        <translation>down {value}</translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation>loss {value}</translation>
    </message>
    <message>
        <source>load {value}</source>
        <translation>load {value}</translation>
    </message>
    <message>
        <source>free {value}</source>
        <translation>free {value}</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>waits for its turn</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>not checked yet</translation>
    </message>
    <message>
        <source>being checked…</source>
        <translation>being checked…</translation>
    </message>
    <message>
        <source>should be {limit}</source>
        <translation>should be {limit}</translation>
    </message>
    <message>
        <source>Something is wrong here. Send the report to the developers.</source>
        <translation>Something is wrong here. Send the report to the developers.</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>Monday</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>lunar month 1</source>
        <translation>lunar month 1</translation>
    </message>
    <message>
        <source>lunar month 2</source>
        <translation>lunar month 2</translation>
    </message>
    <message>
        <source>lunar month 3</source>
        <translation>lunar month 3</translation>
    </message>
    <message>
        <source>lunar month 4</source>
        <translation>lunar month 4</translation>
    </message>
    <message>
        <source>lunar month 5</source>
        <translation>lunar month 5</translation>
    </message>
    <message>
        <source>lunar month 6</source>
        <translation>lunar month 6</translation>
    </message>
    <message>
        <source>lunar month 7</source>
        <translation>lunar month 7</translation>
    </message>
    <message>
        <source>lunar month 8</source>
        <translation>lunar month 8</translation>
    </message>
    <message>
        <source>lunar month 9</source>
        <translation>lunar month 9</translation>
    </message>
    <message>
        <source>lunar month 10</source>
        <translation>lunar month 10</translation>
    </message>
    <message>
        <source>lunar month 11</source>
        <translation>lunar month 11</translation>
    </message>
    <message>
        <source>lunar month 12</source>
        <translation>lunar month 12</translation>
    </message>
    <message>
        <source>{clock} in the morning</source>
        <translation>{clock} in the morning</translation>
    </message>
    <message>
        <source>{clock} at noon</source>
        <translation>{clock} at noon</translation>
    </message>
    <message>
        <source>{clock} in the afternoon</source>
        <translation>{clock} in the afternoon</translation>
    </message>
    <message>
        <source>{clock} in the evening</source>
        <translation>{clock} in the evening</translation>
    </message>
    <message>
        <source>{clock} at night</source>
        <translation>{clock} at night</translation>
    </message>
    <message>
        <source>{weekday}, {day} {month} {year}</source>
        <translation>{weekday}, {day} {month} {year}</translation>
    </message>
    <message>
        <source>leap {month}</source>
        <translation>leap {month}</translation>
    </message>
    <message>
        <source>full moon of {month}</source>
        <translation>full moon of {month}</translation>
    </message>
    <message>
        <source>day {day} of {month}</source>
        <comment>days 1 to 10</comment>
        <translation>day {day} of {month}</translation>
    </message>
    <message>
        <source>day {day} of {month}</source>
        <comment>days 11 to 30</comment>
        <translation>day {day} of {month}</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>{span} left</translation>
    </message>
    <message>
        <source>Time for the meeting</source>
        <translation>Time for the meeting</translation>
    </message>
    <message>
        <source>The meeting has lasted {span}</source>
        <translation>The meeting has lasted {span}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>All day, {day}</source>
        <translation>All day, {day}</translation>
    </message>
    <message>
        <source>Next meeting: today at {time}</source>
        <translation>Next meeting: today at {time}</translation>
    </message>
    <message>
        <source>Next meeting: tomorrow at {time}</source>
        <translation>Next meeting: tomorrow at {time}</translation>
    </message>
    <message>
        <source>Next meeting: {day} at {time}</source>
        <translation>Next meeting: {day} at {time}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation>{count} min ago</translation>
    </message>
    <message>
        <source>{count} h ago</source>
        <translation>{count} h ago</translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1 day ago</translation>
    </message>
    <message>
        <source>{count} days ago</source>
        <translation>{count} days ago</translation>
    </message>
    <message>
        <source>{weekday} {day}/{month}</source>
        <translation>{weekday} {day}/{month}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>today</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>tomorrow</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} days</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{hour}</source>
        <comment>full hour</comment>
        <translation>{hour}</translation>
    </message>
    <message>
        <source>{hour}:{minute}</source>
        <translation>{hour}:{minute}</translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>Opening the camera…</source>
        <translation>Opening the camera…</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>My picture</source>
        <translation>My picture</translation>
    </message>
</context>
<context>
    <name>DeviceSettings</name>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Loudspeaker</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>My picture as in a mirror</source>
        <translation>My picture as in a mirror</translation>
    </message>
    <message>
        <source>On</source>
        <translation>On</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Off</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>The check took {seconds} s.</source>
        <translation>The check took {seconds} s.</translation>
    </message>
    <message>
        <source>Checking: {done} of {all} done</source>
        <translation>Checking: {done} of {all} done</translation>
    </message>
    <message>
        <source>Nothing has been checked yet</source>
        <translation>Nothing has been checked yet</translation>
    </message>
    <message>
        <source>{failed} failed, {warned} to look at</source>
        <translation>{failed} failed, {warned} to look at</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} failed</translation>
    </message>
    <message>
        <source>{warned} to look at, nothing failed</source>
        <translation>{warned} to look at, nothing failed</translation>
    </message>
    <message>
        <source>Everything is in order</source>
        <translation>Everything is in order</translation>
    </message>
</context>
<context>
    <name>DiagnosticsView</name>
    <message>
        <source>What to do</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Device check</source>
        <translation>Device check</translation>
    </message>
    <message>
        <source>The camera is being checked.</source>
        <translation>The camera is being checked.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Check everything</translation>
    </message>
</context>
<context>
    <name>FailedView</name>
    <message>
        <source>The meeting cannot be opened</source>
        <translation>The meeting cannot be opened</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Please call the technician.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Home screen</source>
        <translation>Home screen</translation>
    </message>
</context>
<context>
    <name>FirstView</name>
    <message>
        <source>Set up this bridge point</source>
        <translation>Set up this bridge point</translation>
    </message>
    <message>
        <source>No, not this one</source>
        <translation>No, not this one</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Help: %1</source>
        <translation>Help: %1</translation>
    </message>
    <message>
        <source>No help number is known. Please call the ward office.</source>
        <translation>No help number is known. Please call the ward office.</translation>
    </message>
    <message>
        <source>Network, Wi-Fi</source>
        <translation>Network, Wi-Fi</translation>
    </message>
</context>
<context>
    <name>FirstWifiView</name>
    <message>
        <source>Network and Wi-Fi</source>
        <translation>Network and Wi-Fi</translation>
    </message>
</context>
<context>
    <name>FramedPage</name>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>GalleryPane</name>
    <message>
        <source>Previous</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Please wait {span}.</source>
        <translation>Please wait {span}.</translation>
    </message>
</context>
<context>
    <name>GroupView</name>
    <message>
        <source>Listen</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Touch test</source>
        <translation>Touch test</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Check again</translation>
    </message>
</context>
<context>
    <name>HearingView</name>
    <message>
        <source>Listen to the loudspeaker</source>
        <translation>Listen to the loudspeaker</translation>
    </message>
    <message>
        <source>Press both sides, one after the other, and listen.</source>
        <translation>Press both sides, one after the other, and listen.</translation>
    </message>
    <message>
        <source>Play on the left</source>
        <translation>Play on the left</translation>
    </message>
    <message>
        <source>Play on the right</source>
        <translation>Play on the right</translation>
    </message>
    <message>
        <source>Did you hear both sides clearly?</source>
        <translation>Did you hear both sides clearly?</translation>
    </message>
    <message>
        <source>Then say whether you heard them.</source>
        <translation>Then say whether you heard them.</translation>
    </message>
    <message>
        <source>Not heard</source>
        <translation>Not heard</translation>
    </message>
    <message>
        <source>Heard clearly</source>
        <translation>Heard clearly</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>Call for help</source>
        <translation>Call for help</translation>
    </message>
</context>
<context>
    <name>HelpView</name>
    <message>
        <source>Please call this number</source>
        <translation>Please call this number</translation>
    </message>
    <message>
        <source>No help number is known. Please call the ward office.</source>
        <translation>No help number is known. Please call the ward office.</translation>
    </message>
    <message>
        <source>Tell the technician the number of this point</source>
        <translation>Tell the technician the number of this point</translation>
    </message>
    <message>
        <source>QR code that dials the number</source>
        <translation>QR code that dials the number</translation>
    </message>
    <message>
        <source>Or scan with a phone to call</source>
        <translation>Or scan with a phone to call</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>You are trying camera and microphone. They close by themselves in a minute.</source>
        <translation>You are trying camera and microphone. They close by themselves in a minute.</translation>
    </message>
    <message>
        <source>The calendar does not answer. This agenda was read %1.</source>
        <translation>The calendar does not answer. This agenda was read %1.</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Usual text</translation>
    </message>
    <message>
        <source>Large text</source>
        <translation>Large text</translation>
    </message>
    <message>
        <source>Call for help</source>
        <translation>Call for help</translation>
    </message>
</context>
<context>
    <name>IdlePane</name>
    <message>
        <source>NO MEETING NOW</source>
        <translation>NO MEETING NOW</translation>
    </message>
    <message>
        <source>See the whole week</source>
        <translation>See the whole week</translation>
    </message>
</context>
<context>
    <name>JoinLine</name>
    <message>
        <source>all day</source>
        <translation>all day</translation>
    </message>
    <message>
        <source>JOIN</source>
        <translation>JOIN</translation>
    </message>
</context>
<context>
    <name>JoiningView</name>
    <message>
        <source>Entering the meeting</source>
        <translation>Entering the meeting</translation>
    </message>
    <message>
        <source>This takes longer than usual. The machine keeps trying. Waited %1.</source>
        <translation>This takes longer than usual. The machine keeps trying. Waited %1.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
</context>
<context>
    <name>LeaveView</name>
    <message>
        <source>Do you want to leave the meeting?</source>
        <translation>Do you want to leave the meeting?</translation>
    </message>
    <message>
        <source>The meeting goes on. You can join again from the home screen.</source>
        <translation>The meeting goes on. You can join again from the home screen.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>Leave the meeting</source>
        <translation>Leave the meeting</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Log of the last hour</source>
        <translation>Log of the last hour</translation>
    </message>
    <message>
        <source>Nothing happened in the last hour.</source>
        <translation>Nothing happened in the last hour.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Refresh</translation>
    </message>
</context>
<context>
    <name>MeetingBar</name>
    <message>
        <source>Mute</source>
        <translation>Mute</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Hide picture</source>
        <translation>Hide picture</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Show picture</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Softer</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Call for help</source>
        <translation>Call for help</translation>
    </message>
    <message>
        <source>Unplugged</source>
        <translation>Unplugged</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>Is off</source>
        <translation>Is off</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blocked</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>MeetingLine</name>
    <message>
        <source>all day</source>
        <translation>all day</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelled</translation>
    </message>
</context>
<context>
    <name>MeetingTop</name>
    <message>
        <source>Nobody hears you. Press “%1”.</source>
        <translation>Nobody hears you. Press “%1”.</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Unmute</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberTile</name>
    <message>
        <source>They have switched their picture off</source>
        <translation>They have switched their picture off</translation>
    </message>
    <message>
        <source>This machine cannot show their picture. You hear them all the same.</source>
        <translation>This machine cannot show their picture. You hear them all the same.</translation>
    </message>
    <message>
        <source>Nobody else is here yet. Please wait.</source>
        <translation>Nobody else is here yet. Please wait.</translation>
    </message>
    <message>
        <source>Waiting for the picture…</source>
        <translation>Waiting for the picture…</translation>
    </message>
    <message>
        <source>The picture has stopped, the line is slow</source>
        <translation>The picture has stopped, the line is slow</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>%1 is showing something</source>
        <translation>%1 is showing something</translation>
    </message>
    <message>
        <source>%1 is speaking</source>
        <translation>%1 is speaking</translation>
    </message>
</context>
<context>
    <name>MicrophoneMeter</name>
    <message>
        <source>Microphone: being checked</source>
        <translation>Microphone: being checked</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>OptionButton</name>
    <message>
        <source>not plugged in</source>
        <translation>not plugged in</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in use</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Choose by itself</source>
        <translation>Choose by itself</translation>
    </message>
    <message>
        <source>Synthetic device</source>
        <translation>Synthetic device</translation>
    </message>
</context>
<context>
    <name>PageTurner</name>
    <message>
        <source>Previous</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>PinView</name>
    <message>
        <source>For the technician</source>
        <translation>For the technician</translation>
    </message>
    <message>
        <source>No PIN has been set on this machine</source>
        <translation>No PIN has been set on this machine</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>Wrong PIN</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Wrong PIN. Please type it again.</source>
        <translation>Wrong PIN. Please type it again.</translation>
    </message>
    <message>
        <source>Type the technician&apos;s PIN</source>
        <translation>Type the technician&apos;s PIN</translation>
    </message>
    <message>
        <source>Whoever looks after this machine sets it with the command %1.</source>
        <translation>Whoever looks after this machine sets it with the command %1.</translation>
    </message>
    <message>
        <source>Digits typed: %1</source>
        <translation>Digits typed: %1</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Opening the camera…</source>
        <translation>Opening the camera…</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>No picture</translation>
    </message>
</context>
<context>
    <name>ProvisionView</name>
    <message>
        <source>Set this point up anew</source>
        <translation>Set this point up anew</translation>
    </message>
    <message>
        <source>No, not this one</source>
        <translation>No, not this one</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Quick</name>
    <message>
        <source>covered</source>
        <translation>covered</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>muted</translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>silenced</translation>
    </message>
    <message>
        <source>not up to date</source>
        <translation>not up to date</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>cannot be opened</translation>
    </message>
    <message>
        <source>wrong time</source>
        <translation>wrong time</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>not connected</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>out of order</translation>
    </message>
    <message>
        <source>{device}: {state}</source>
        <translation>{device}: {state}</translation>
    </message>
</context>
<context>
    <name>ReadyPane</name>
    <message>
        <source>THE MEETING IS ON</source>
        <translation>THE MEETING IS ON</translation>
    </message>
    <message>
        <source>THE MEETING BEGINS SOON</source>
        <translation>THE MEETING BEGINS SOON</translation>
    </message>
    <message>
        <source>Chair: %1</source>
        <translation>Chair: %1</translation>
    </message>
    <message>
        <source>JOIN</source>
        <translation>JOIN</translation>
    </message>
    <message>
        <source>Press JOIN once. Picture and sound come by themselves.</source>
        <translation>Press JOIN once. Picture and sound come by themselves.</translation>
    </message>
</context>
<context>
    <name>ReconnectingView</name>
    <message>
        <source>The line is unsteady, the machine is reconnecting</source>
        <translation>The line is unsteady, the machine is reconnecting</translation>
    </message>
    <message>
        <source>Please stay seated, nothing to press. Waited %1.</source>
        <translation>Please stay seated, nothing to press. Waited %1.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>ReminderView</name>
    <message numerus="yes">
        <source>The meeting begins in %n minute(s)</source>
        <translation>
            <numerusform>The meeting begins in %n minute</numerusform>
            <numerusform>The meeting begins in %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>JOIN</source>
        <translation>JOIN</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>I have seen it</source>
        <translation>I have seen it</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Report</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>QR code of the report&apos;s short form</source>
        <translation>QR code of the report&apos;s short form</translation>
    </message>
    <message>
        <source>There is no report yet. Check everything first.</source>
        <translation>There is no report yet. Check everything first.</translation>
    </message>
    <message>
        <source>Scan with a phone to read the short form and send it on.</source>
        <translation>Scan with a phone to read the short form and send it on.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Saved to %1. The stick can be unplugged.</source>
        <translation>Saved to %1. The stick can be unplugged.</translation>
    </message>
    <message>
        <source>Press a stick to save the whole report to it.</source>
        <translation>Press a stick to save the whole report to it.</translation>
    </message>
    <message>
        <source>Plug in a USB stick to save the whole report.</source>
        <translation>Plug in a USB stick to save the whole report.</translation>
    </message>
    <message>
        <source>Camera pictures in the next report</source>
        <translation>Camera pictures in the next report</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>Put in</translation>
    </message>
    <message>
        <source>Only when everybody in the picture agrees.</source>
        <translation>Only when everybody in the picture agrees.</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>Check everything</translation>
    </message>
</context>
<context>
    <name>RestCard</name>
    <message>
        <source>The machine is resting and opens by itself when it is time for the meeting</source>
        <translation>The machine is resting and opens by itself when it is time for the meeting</translation>
    </message>
    <message>
        <source>Try camera and microphone</source>
        <translation>Try camera and microphone</translation>
    </message>
</context>
<context>
    <name>RestartView</name>
    <message>
        <source>Restart</source>
        <translation>Restart</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>The program</translation>
    </message>
    <message>
        <source>The computer</source>
        <translation>The computer</translation>
    </message>
    <message>
        <source>Restart the computer</source>
        <translation>Restart the computer</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Switch off</translation>
    </message>
    <message>
        <source>Switch the computer off</source>
        <translation>Switch the computer off</translation>
    </message>
    <message>
        <source>Restart the kiosk program?</source>
        <translation>Restart the kiosk program?</translation>
    </message>
    <message>
        <source>Restart the computer?</source>
        <translation>Restart the computer?</translation>
    </message>
    <message>
        <source>Switch the computer off?</source>
        <translation>Switch the computer off?</translation>
    </message>
    <message>
        <source>The screen goes dark for some seconds and comes back by itself. No setting is lost.</source>
        <translation>The screen goes dark for some seconds and comes back by itself. No setting is lost.</translation>
    </message>
    <message>
        <source>The screen goes dark for a minute or two and comes back by itself. No setting is lost.</source>
        <translation>The screen goes dark for a minute or two and comes back by itself. No setting is lost.</translation>
    </message>
    <message>
        <source>Meetings are missed until somebody switches it on again by hand.</source>
        <translation>Meetings are missed until somebody switches it on again by hand.</translation>
    </message>
    <message>
        <source>The computer is being switched off…</source>
        <translation>The computer is being switched off…</translation>
    </message>
    <message>
        <source>The computer is restarting…</source>
        <translation>The computer is restarting…</translation>
    </message>
    <message>
        <source>Restart the program</source>
        <translation>Restart the program</translation>
    </message>
</context>
<context>
    <name>SafeWindow</name>
    <message>
        <source>This machine cannot work at the moment</source>
        <translation>This machine cannot work at the moment</translation>
    </message>
    <message>
        <source>The machine tries again by itself in {minutes} min.</source>
        <translation>The machine tries again by itself in {minutes} min.</translation>
    </message>
    <message>
        <source>Please call the technician, {name}</source>
        <translation>Please call the technician, {name}</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Please call the technician.</translation>
    </message>
    <message>
        <source>The program has stopped several times in a row.</source>
        <translation>The program has stopped several times in a row.</translation>
    </message>
    <message>
        <source>The settings of this machine cannot be read.</source>
        <translation>The settings of this machine cannot be read.</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Try again now</translation>
    </message>
</context>
<context>
    <name>ScreenSettings</name>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Read aloud what happens</source>
        <translation>Read aloud what happens</translation>
    </message>
    <message>
        <source>On</source>
        <translation>On</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Size of everything</translation>
    </message>
    <message>
        <source>People sit at a distance of</source>
        <translation>People sit at a distance of</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1 (not plugged in)</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Choose the camera</source>
        <translation>Choose the camera</translation>
    </message>
    <message>
        <source>Choose the microphone</source>
        <translation>Choose the microphone</translation>
    </message>
    <message>
        <source>Choose the loudspeaker</source>
        <translation>Choose the loudspeaker</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>This screen has no room for larger letters.</source>
        <translation>This screen has no room for larger letters.</translation>
    </message>
    <message>
        <source>The disk does not take the change: it is gone after a restart.</source>
        <translation>The disk does not take the change: it is gone after a restart.</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>As it was</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Screen and voice</source>
        <translation>Screen and voice</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Hold the QR code before the camera.</source>
        <translation>Hold the QR code before the camera.</translation>
    </message>
    <message>
        <source>Read {have} of {of} codes. Show the next one.</source>
        <translation>Read {have} of {of} codes. Show the next one.</translation>
    </message>
</context>
<context>
    <name>SetupActions</name>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Yes, use it for this point</source>
        <translation>Yes, use it for this point</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>SetupPane</name>
    <message>
        <source>Put in the USB stick</source>
        <translation>Put in the USB stick</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>Choose the file</translation>
    </message>
    <message>
        <source>It is read by itself.</source>
        <translation>It is read by itself.</translation>
    </message>
    <message>
        <source>Show a QR code</source>
        <translation>Show a QR code</translation>
    </message>
    <message>
        <source>Type an address</source>
        <translation>Type an address</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Type the address as it stands on the sheet.</source>
        <translation>Type the address as it stands on the sheet.</translation>
    </message>
    <message>
        <source>Type the code from the technician&apos;s list.</source>
        <translation>Type the code from the technician&apos;s list.</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Opening the camera…</translation>
    </message>
    <message>
        <source>What the camera sees</source>
        <translation>What the camera sees</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>Setting this point up…</source>
        <translation>Setting this point up…</translation>
    </message>
    <message>
        <source>This point is set up</source>
        <translation>This point is set up</translation>
    </message>
    <message>
        <source>The file is still on the stick. Please delete it there.</source>
        <translation>The file is still on the stick. Please delete it there.</translation>
    </message>
    <message>
        <source>The program is starting anew. You need not press anything.</source>
        <translation>The program is starting anew. You need not press anything.</translation>
    </message>
    <message>
        <source>Please do not switch the machine off.</source>
        <translation>Please do not switch the machine off.</translation>
    </message>
</context>
<context>
    <name>SeveralPane</name>
    <message>
        <source>Choose the meeting to join</source>
        <translation>Choose the meeting to join</translation>
    </message>
</context>
<context>
    <name>SpeakerPane</name>
    <message>
        <source>Me</source>
        <translation>Me</translation>
    </message>
    <message>
        <source>See all %1</source>
        <translation>See all %1</translation>
    </message>
</context>
<context>
    <name>StickButton</name>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>SyntheticSign</name>
    <message>
        <source>Synthetic devices: picture, sound</source>
        <translation>Synthetic devices: picture, sound</translation>
    </message>
    <message>
        <source>Synthetic devices: picture</source>
        <translation>Synthetic devices: picture</translation>
    </message>
    <message>
        <source>Synthetic devices: sound</source>
        <translation>Synthetic devices: sound</translation>
    </message>
</context>
<context>
    <name>SystemWords</name>
    <message>
        <source>The Wi-Fi network does not take this password</source>
        <translation>The Wi-Fi network does not take this password</translation>
    </message>
    <message>
        <source>Please type it again. Large and small letters are different.</source>
        <translation>Please type it again. Large and small letters are different.</translation>
    </message>
    <message>
        <source>This Wi-Fi network is not in reach</source>
        <translation>This Wi-Fi network is not in reach</translation>
    </message>
    <message>
        <source>Bring the machine nearer to the Wi-Fi box, or choose another network.</source>
        <translation>Bring the machine nearer to the Wi-Fi box, or choose another network.</translation>
    </message>
    <message>
        <source>The Wi-Fi network gives this machine no address</source>
        <translation>The Wi-Fi network gives this machine no address</translation>
    </message>
    <message>
        <source>Please switch the Wi-Fi box off and on, then try again.</source>
        <translation>Please switch the Wi-Fi box off and on, then try again.</translation>
    </message>
    <message>
        <source>This Wi-Fi network needs more than a password</source>
        <translation>This Wi-Fi network needs more than a password</translation>
    </message>
    <message>
        <source>Please choose another network, or use a network cable.</source>
        <translation>Please choose another network, or use a network cable.</translation>
    </message>
    <message>
        <source>This Wi-Fi network cannot be joined</source>
        <translation>This Wi-Fi network cannot be joined</translation>
    </message>
    <message>
        <source>Please try again, or use a network cable.</source>
        <translation>Please try again, or use a network cable.</translation>
    </message>
    <message>
        <source>Wi-Fi cannot be set up on this machine</source>
        <translation>Wi-Fi cannot be set up on this machine</translation>
    </message>
    <message>
        <source>NetworkManager is missing or not running. Please use a network cable.</source>
        <translation>NetworkManager is missing or not running. Please use a network cable.</translation>
    </message>
    <message>
        <source>The computer does not let this program do that</source>
        <translation>The computer does not let this program do that</translation>
    </message>
    <message>
        <source>The program is not installed as a kiosk. Please install it again.</source>
        <translation>The program is not installed as a kiosk. Please install it again.</translation>
    </message>
    <message>
        <source>The computer did not do it in time</source>
        <translation>The computer did not do it in time</translation>
    </message>
    <message>
        <source>Please wait a moment and try again.</source>
        <translation>Please wait a moment and try again.</translation>
    </message>
</context>
<context>
    <name>TaskCard</name>
    <message>
        <source>What to do</source>
        <translation>What to do</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs doing.</source>
        <translation>Nothing needs doing.</translation>
    </message>
    <message>
        <source>Wait until the check is through.</source>
        <translation>Wait until the check is through.</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Nothing is known yet.</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>%1. %2: %3</source>
        <translation>%1. %2: %3</translation>
    </message>
</context>
<context>
    <name>TechnicianPage</name>
    <message>
        <source>A meeting can be joined</source>
        <translation>A meeting can be joined</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>TechnicianView</name>
    <message>
        <source>For the technician</source>
        <translation>For the technician</translation>
    </message>
    <message>
        <source>Device check</source>
        <translation>Device check</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Passwords</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Restart</translation>
    </message>
</context>
<context>
    <name>TouchView</name>
    <message>
        <source>Touch the button with number %1 (of %2)</source>
        <translation>Touch the button with number %1 (of %2)</translation>
    </message>
    <message>
        <source>A ring shows where the screen felt a finger beside the button.</source>
        <translation>A ring shows where the screen felt a finger beside the button.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>It cannot be touched</source>
        <translation>It cannot be touched</translation>
    </message>
</context>
<context>
    <name>TypedField</name>
    <message>
        <source>%1, letters typed: %2</source>
        <translation>%1, letters typed: %2</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Hide</translation>
    </message>
</context>
<context>
    <name>VolumeButtons</name>
    <message>
        <source>Softer</source>
        <translation>Softer</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Louder</translation>
    </message>
</context>
<context>
    <name>WaitingView</name>
    <message>
        <source>The meeting room is not open yet</source>
        <translation>The meeting room is not open yet</translation>
    </message>
    <message>
        <source>The machine tries again by itself, nothing to press. Waited %1.</source>
        <translation>The machine tries again by itself, nothing to press. Waited %1.</translation>
    </message>
    <message>
        <source>Home screen</source>
        <translation>Home screen</translation>
    </message>
</context>
<context>
    <name>WeekView</name>
    <message>
        <source>Meetings of the coming days</source>
        <translation>Meetings of the coming days</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>WhomToCall</name>
    <message>
        <source>the ward&apos;s office</source>
        <translation>the ward&apos;s office</translation>
    </message>
    <message>
        <source>If you need help, please call</source>
        <translation>If you need help, please call</translation>
    </message>
    <message>
        <source>A meeting is not shown here? Please call</source>
        <translation>A meeting is not shown here? Please call</translation>
    </message>
    <message>
        <source>Point %1</source>
        <translation>Point %1</translation>
    </message>
</context>
<context>
    <name>Wifi</name>
    <message>
        <source>in use</source>
        <translation>in use</translation>
    </message>
    <message>
        <source>known</source>
        <translation>known</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>strong</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>fair</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>weak</translation>
    </message>
    <message>
        <source>Looking for Wi-Fi networks…</source>
        <translation>Looking for Wi-Fi networks…</translation>
    </message>
    <message>
        <source>No Wi-Fi network is in reach. Please use a network cable.</source>
        <translation>No Wi-Fi network is in reach. Please use a network cable.</translation>
    </message>
    <message>
        <source>Network: checking</source>
        <translation>Network: checking</translation>
    </message>
    <message>
        <source>Network: not connected</source>
        <translation>Network: not connected</translation>
    </message>
    <message>
        <source>Network: connected, no address yet</source>
        <translation>Network: connected, no address yet</translation>
    </message>
    <message>
        <source>Network: connected, no way to the Internet</source>
        <translation>Network: connected, no way to the Internet</translation>
    </message>
    <message>
        <source>Network: connected by cable</source>
        <translation>Network: connected by cable</translation>
    </message>
    <message>
        <source>Network: Wi-Fi, {strength}</source>
        <translation>Network: Wi-Fi, {strength}</translation>
    </message>
</context>
<context>
    <name>WifiActions</name>
    <message>
        <source>Hidden network</source>
        <translation>Hidden network</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>To the list</translation>
    </message>
</context>
<context>
    <name>WifiPane</name>
    <message>
        <source>This machine is in this network.</source>
        <translation>This machine is in this network.</translation>
    </message>
    <message>
        <source>This machine knows this network&apos;s password.</source>
        <translation>This machine knows this network&apos;s password.</translation>
    </message>
    <message>
        <source>Other password</source>
        <translation>Other password</translation>
    </message>
    <message>
        <source>Forget this network</source>
        <translation>Forget this network</translation>
    </message>
    <message>
        <source>The network&apos;s name</source>
        <translation>The network&apos;s name</translation>
    </message>
    <message>
        <source>Password, 8 letters or more</source>
        <translation>Password, 8 letters or more</translation>
    </message>
    <message>
        <source>The network is forgotten</source>
        <translation>The network is forgotten</translation>
    </message>
    <message>
        <source>Forgetting the network…</source>
        <translation>Forgetting the network…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>This takes up to a minute.</source>
        <translation>This takes up to a minute.</translation>
    </message>
</context>
<context>
    <name>WifiView</name>
    <message>
        <source>Network and Wi-Fi</source>
        <translation>Network and Wi-Fi</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The machine keeps trying by itself. You need not press anything.</source>
        <translation>The machine keeps trying by itself. You need not press anything.</translation>
    </message>
    <message>
        <source>Please call the technician.</source>
        <translation>Please call the technician.</translation>
    </message>
    <message>
        <source>The machine shows the last schedule it knows and keeps asking. No need to press.</source>
        <translation>The machine shows the last schedule it knows and keeps asking. No need to press.</translation>
    </message>
    <message>
        <source>The line is unsteady, the machine is reconnecting</source>
        <translation>The line is unsteady, the machine is reconnecting</translation>
    </message>
    <message>
        <source>Please stay seated. You need not press anything.</source>
        <translation>Please stay seated. You need not press anything.</translation>
    </message>
    <message>
        <source>The meeting does not let this machine in</source>
        <translation>The meeting does not let this machine in</translation>
    </message>
    <message>
        <source>Please call the technician to check this machine&apos;s permission.</source>
        <translation>Please call the technician to check this machine&apos;s permission.</translation>
    </message>
    <message>
        <source>The meeting room is not open yet</source>
        <translation>The meeting room is not open yet</translation>
    </message>
    <message>
        <source>The machine goes in by itself when it opens. You need not press anything.</source>
        <translation>The machine goes in by itself when it opens. You need not press anything.</translation>
    </message>
    <message>
        <source>The meeting room is full</source>
        <translation>The meeting room is full</translation>
    </message>
    <message>
        <source>The machine goes in by itself when there is room. You need not press anything.</source>
        <translation>The machine goes in by itself when there is room. You need not press anything.</translation>
    </message>
    <message>
        <source>The meeting&apos;s entry code has changed</source>
        <translation>The meeting&apos;s entry code has changed</translation>
    </message>
    <message>
        <source>Please call the technician, or ask the chair to send the schedule again.</source>
        <translation>Please call the technician, or ask the chair to send the schedule again.</translation>
    </message>
    <message>
        <source>Another machine is in the meeting under our name</source>
        <translation>Another machine is in the meeting under our name</translation>
    </message>
    <message>
        <source>The machine tries again by itself. If this stays for a minute, call the technician.</source>
        <translation>The machine tries again by itself. If this stays for a minute, call the technician.</translation>
    </message>
    <message>
        <source>The chair has removed this point from the meeting</source>
        <translation>The chair has removed this point from the meeting</translation>
    </message>
    <message>
        <source>To come back, press JOIN again or call the chair.</source>
        <translation>To come back, press JOIN again or call the chair.</translation>
    </message>
    <message>
        <source>The chair has closed the meeting room</source>
        <translation>The chair has closed the meeting room</translation>
    </message>
    <message>
        <source>If it opens again, the machine goes back in by itself. No need to press.</source>
        <translation>If it opens again, the machine goes back in by itself. No need to press.</translation>
    </message>
    <message>
        <source>The meeting is over</source>
        <translation>The meeting is over</translation>
    </message>
    <message>
        <source>Please press “Home screen”. Thank you for taking part.</source>
        <translation>Please press “Home screen”. Thank you for taking part.</translation>
    </message>
    <message>
        <source>Picture and sound do not get through the line</source>
        <translation>Picture and sound do not get through the line</translation>
    </message>
    <message>
        <source>Picture and sound are being started again</source>
        <translation>Picture and sound are being started again</translation>
    </message>
    <message>
        <source>This takes a few seconds. You need not press anything.</source>
        <translation>This takes a few seconds. You need not press anything.</translation>
    </message>
    <message>
        <source>Picture and sound cannot be opened</source>
        <translation>Picture and sound cannot be opened</translation>
    </message>
    <message>
        <source>Please call the technician. The machine keeps trying meanwhile.</source>
        <translation>Please call the technician. The machine keeps trying meanwhile.</translation>
    </message>
    <message>
        <source>The meeting room cannot be reached yet</source>
        <translation>The meeting room cannot be reached yet</translation>
    </message>
    <message>
        <source>The machine tries again by itself. If this stays, call the technician.</source>
        <translation>The machine tries again by itself. If this stays, call the technician.</translation>
    </message>
    <message>
        <source>The schedule does not say how to get into the meeting</source>
        <translation>The schedule does not say how to get into the meeting</translation>
    </message>
    <message>
        <source>Please ask the chair to add the meeting&apos;s address to the schedule.</source>
        <translation>Please ask the chair to add the meeting&apos;s address to the schedule.</translation>
    </message>
    <message>
        <source>This machine cannot enter this meeting</source>
        <translation>This machine cannot enter this meeting</translation>
    </message>
    <message>
        <source>Please call the technician, or join on another machine.</source>
        <translation>Please call the technician, or join on another machine.</translation>
    </message>
    <message>
        <source>This machine may not enter this meeting</source>
        <translation>This machine may not enter this meeting</translation>
    </message>
    <message>
        <source>Please call the technician to check.</source>
        <translation>Please call the technician to check.</translation>
    </message>
    <message>
        <source>The meeting&apos;s address in the schedule is not complete</source>
        <translation>The meeting&apos;s address in the schedule is not complete</translation>
    </message>
    <message>
        <source>Please ask the chair to send the schedule again.</source>
        <translation>Please ask the chair to send the schedule again.</translation>
    </message>
    <message>
        <source>The meeting schedule cannot be reached now</source>
        <translation>The meeting schedule cannot be reached now</translation>
    </message>
    <message>
        <source>The meeting schedule does not let this machine in</source>
        <translation>The meeting schedule does not let this machine in</translation>
    </message>
    <message>
        <source>Please call the technician to check this machine&apos;s access to the schedule.</source>
        <translation>Please call the technician to check this machine&apos;s access to the schedule.</translation>
    </message>
    <message>
        <source>The meeting schedule cannot be read</source>
        <translation>The meeting schedule cannot be read</translation>
    </message>
    <message>
        <source>This machine has no meeting schedule yet</source>
        <translation>This machine has no meeting schedule yet</translation>
    </message>
    <message>
        <source>Please call the technician to set it up.</source>
        <translation>Please call the technician to set it up.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is wrong</source>
        <translation>This machine&apos;s clock is wrong</translation>
    </message>
    <message>
        <source>Please call the technician to set the date and the time.</source>
        <translation>Please call the technician to set the date and the time.</translation>
    </message>
    <message>
        <source>A device is not plugged in</source>
        <translation>A device is not plugged in</translation>
    </message>
    <message>
        <source>Plug it in again. The machine finds it by itself.</source>
        <translation>Plug it in again. The machine finds it by itself.</translation>
    </message>
    <message>
        <source>The device is busy</source>
        <translation>The device is busy</translation>
    </message>
    <message>
        <source>A device is plugged in but gives nothing</source>
        <translation>A device is plugged in but gives nothing</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again, or call the technician.</source>
        <translation>Unplug it and plug it in again, or call the technician.</translation>
    </message>
    <message>
        <source>A device has stopped working</source>
        <translation>A device has stopped working</translation>
    </message>
    <message>
        <source>This machine is not set up correctly</source>
        <translation>This machine is not set up correctly</translation>
    </message>
    <message>
        <source>This machine cannot read its stored login</source>
        <translation>This machine cannot read its stored login</translation>
    </message>
    <message>
        <source>This machine could not be updated</source>
        <translation>This machine could not be updated</translation>
    </message>
    <message>
        <source>Something is wrong with this machine</source>
        <translation>Something is wrong with this machine</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Loudspeaker</translation>
    </message>
    <message>
        <source>not plugged in</source>
        <translation>not plugged in</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>busy</translation>
    </message>
    <message>
        <source>gives nothing</source>
        <translation>gives nothing</translation>
    </message>
    <message>
        <source>Network: checking</source>
        <translation>Network: checking</translation>
    </message>
    <message>
        <source>Network: good</source>
        <translation>Network: good</translation>
    </message>
    <message>
        <source>Network: weak</source>
        <translation>Network: weak</translation>
    </message>
    <message>
        <source>Network: lost</source>
        <translation>Network: lost</translation>
    </message>
    <message>
        <source>Connecting to the meeting room…</source>
        <translation>Connecting to the meeting room…</translation>
    </message>
    <message>
        <source>Entering the meeting room…</source>
        <translation>Entering the meeting room…</translation>
    </message>
    <message>
        <source>Opening picture and sound…</source>
        <translation>Opening picture and sound…</translation>
    </message>
    <message>
        <source>The meeting is on {service}, not opened here</source>
        <translation>The meeting is on {service}, not opened here</translation>
    </message>
    <message>
        <source>good</source>
        <translation>good</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>starting</translation>
    </message>
    <message>
        <source>not working</source>
        <translation>not working</translation>
    </message>
    <message>
        <source>{device}: {state}</source>
        <translation>{device}: {state}</translation>
    </message>
    <message>
        <source>{devices} unplugged. Plug in again.</source>
        <translation>{devices} unplugged. Plug in again.</translation>
    </message>
    <message>
        <source>{devices} not working. Please call for help.</source>
        <translation>{devices} not working. Please call for help.</translation>
    </message>
    <message>
        <source>{devices} and {last}</source>
        <translation>{devices} and {last}</translation>
    </message>
    <message>
        <source>The others do not hear us. Reconnecting by itself.</source>
        <translation>The others do not hear us. Reconnecting by itself.</translation>
    </message>
    <message>
        <source>The host has muted this point&apos;s microphone.</source>
        <translation>The host has muted this point&apos;s microphone.</translation>
    </message>
    <message>
        <source>The host has switched this point&apos;s microphone and picture off.</source>
        <translation>The host has switched this point&apos;s microphone and picture off.</translation>
    </message>
    <message>
        <source>The host has switched this point&apos;s picture off.</source>
        <translation>The host has switched this point&apos;s picture off.</translation>
    </message>
    <message>
        <source>The others hear this point but cannot see it.</source>
        <translation>The others hear this point but cannot see it.</translation>
    </message>
</context>
</TS>
